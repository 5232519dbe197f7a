/** The labelled sets of `../shared/data/matching`, what their columns mean, and what the engine is to reach on them. */
export type LabelledSet = {
  name: string
  file: string
  map: string
  truth: { label: string } | { pairsFile: string }
  goal: { f1: number; precision?: number }
}

const febrl =
  'first_name=given_name,last_name=surname,street=street_number,street=address_1,street_2=address_2,city=suburb,state=state,postal_code=postcode,birth_date=date_of_birth,other_id=soc_sec_id'

export const labelledSets: readonly LabelledSet[] = [
  {
    name: 'febrl/dataset1',
    file: 'febrl/dataset1.csv',
    map: febrl,
    truth: { label: 'rec_id' },
    goal: { f1: 0.995, precision: 0.999 },
  },
  {
    name: 'febrl/dataset3',
    file: 'febrl/dataset3.csv',
    map: febrl,
    truth: { label: 'rec_id' },
    goal: { f1: 0.995, precision: 0.999 },
  },
  {
    name: 'splink/fake_1000',
    file: 'splink/fake_1000.csv',
    map: 'first_name=first_name,last_name=surname,birth_date=dob,city=city,email=email',
    truth: { label: 'cluster' },
    goal: { f1: 0.88 },
  },
  {
    name: 'dqbench_er/tier2',
    file: 'dqbench_er/tier2.csv',
    map: 'first_name=first_name,last_name=last_name,email=email,phone=phone,street=address,city=city,state=state,postal_code=zip,business_name=company',
    truth: { pairsFile: 'dqbench_er/tier2_pairs.csv' },
    goal: { f1: 0.995 },
  },
  {
    name: 'generated/dup5k',
    file: 'generated/dup5k.csv',
    map: 'first_name=first_name,first_name=middle_name,last_name=last_name,last_name=suffix,business_name=company,email=email,email=email2,phone=phone,phone=mobile,street=street,city=city,state=state,postal_code=postcode,birth_date=birth_date',
    truth: { label: 'cluster' },
    goal: { f1: 0.95, precision: 0.98 },
  },
]
