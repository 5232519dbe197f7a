import type { Column } from '../format.ts'

/**
 * The 41 usual columns in their order, then those that only a statement or a customised download has. Each with its German, Dutch and Italian
 * header (all three seen in public readers of real files), its older spellings, and its name in a statement.
 */
export const columns: readonly Column[] = [
  { name: 'Date', aliases: ['Datum', 'Data'], required: true, holds: 'date' },
  { name: 'Time', aliases: ['Uhrzeit', 'Tijd', 'Orario'] },
  { name: 'TimeZone', aliases: ['Time Zone', 'Zeitzone', 'Tijdzone', 'Fuso orario'] },
  { name: 'Name', aliases: ['Naam', 'Nome'] },
  { name: 'Type', aliases: ['Description', 'Typ', 'Beschreibung', 'Tipo'], required: true },
  { name: 'Status', aliases: ['Stato'] },
  { name: 'Currency', aliases: ['Währung', 'Valuta'] },
  { name: 'Gross', aliases: ['Brutto', 'Bruto', 'Lordo'], required: true, holds: 'money' },
  { name: 'Fee', aliases: ['Fees', 'Gebühr', 'Entgelt', 'Kosten', 'Tariffa'], holds: 'money' },
  { name: 'Net', aliases: ['Netto'], holds: 'money' },
  {
    name: 'From Email Address',
    aliases: ['Absender E-Mail-Adresse', 'From Email', 'Van e-mailadres', 'Indirizzo email mittente'],
  },
  {
    name: 'To Email Address',
    aliases: ['Empfänger E-Mail-Adresse', 'To Email', 'Naar e-mailadres', 'Indirizzo email destinatario'],
  },
  {
    name: 'Transaction ID',
    aliases: ['Transaktionscode', 'Transactiereferentie', 'Codice transazione'],
    required: true,
  },
  { name: 'Shipping Address', aliases: ['Lieferadresse', 'Verzendadres', 'Indirizzo di spedizione'] },
  {
    name: 'Address Status',
    aliases: ['Adress-Status', 'Adressstatus', 'Status adres', "Stato dell'indirizzo"],
  },
  { name: 'Item Title', aliases: ['Artikelbezeichnung', 'Titolo oggetto'] },
  { name: 'Item ID', aliases: ['Artikelnummer', 'Objectreferentie', 'Codice articolo'] },
  {
    name: 'Shipping and Handling Amount',
    aliases: [
      'Versand- und Bearbeitungsgebühr',
      'Verzendkosten',
      'Importo spese di spedizione e imballaggio',
    ],
  },
  {
    name: 'Insurance Amount',
    aliases: ['Versicherungsbetrag', 'Verzekeringsbedrag', 'Importo assicurazione'],
  },
  { name: 'Sales Tax', aliases: ['Umsatzsteuer', 'Imposte sulle vendite'] },
  { name: 'Option 1 Name', aliases: ['Naam optie 1', 'Nome opzione 1'] },
  { name: 'Option 1 Value', aliases: ['Option 1 Wert', 'Waarde optie 1', 'Valore opzione 1'] },
  { name: 'Option 2 Name', aliases: ['Naam optie 2', 'Nome opzione 2'] },
  { name: 'Option 2 Value', aliases: ['Option 2 Wert', 'Waarde optie 2', 'Valore opzione 2'] },
  {
    name: 'Reference Txn ID',
    aliases: [
      'Zugehöriger Transaktionscode',
      'Reference Transaction ID',
      'Codice transazione di riferimento',
    ],
  },
  {
    name: 'Invoice Number',
    aliases: ['Rechnungsnummer', 'Invoice ID', 'Factuurnummer', 'N° ordine commerciante'],
  },
  { name: 'Custom Number', aliases: ['Zollnummer', 'Custom Field', 'Numero personalizzato'] },
  { name: 'Quantity', aliases: ['Anzahl', 'Hoeveelheid', 'Quantità'] },
  { name: 'Receipt ID', aliases: ['Empfangsnummer', 'Ontvangstbewijsreferentie', 'Codice ricevuta'] },
  { name: 'Balance', aliases: ['Guthaben', 'Saldo'] },
  { name: 'Address Line 1', aliases: ['Adresszeile 1', 'Adresregel 1', 'Indirizzo'] },
  {
    name: 'Address Line 2/District/Neighborhood',
    aliases: ['Adresszusatz', 'Address Line 2', 'Adresregel 2/regio/omgeving', 'Indirizzo (continua)'],
  },
  { name: 'Town/City', aliases: ['Ort', 'City', 'Plaats', 'Città'] },
  {
    name: 'State/Province/Region/County/Territory/Prefecture/Republic',
    aliases: ['Bundesland', 'State/Province', 'State', 'Staat/Provincie/Regio/Gebied', 'Provincia'],
  },
  { name: 'Zip/Postal Code', aliases: ['PLZ', 'Zip', 'Postal Code', 'CAP/Codice postale'] },
  { name: 'Country', aliases: ['Land', 'County', 'Paese'] },
  {
    name: 'Contact Phone Number',
    aliases: ['Telefon', 'Contact Phone', 'Telefoonnummer contactpersoon', 'Telefono'],
  },
  { name: 'Subject', aliases: ['Betreff', 'Onderwerp', 'Oggetto'] },
  { name: 'Note', aliases: ['Hinweis', 'Messaggio'] },
  { name: 'Country Code', aliases: ['Ländervorwahl', 'Landcode', 'Prefisso internazionale'] },
  { name: 'Balance Impact', aliases: ['Auswirkung auf Guthaben', 'Effect op saldo', 'Impatto sul saldo'] },
  { name: 'Bank Name' },
  { name: 'Bank Account' },
]
