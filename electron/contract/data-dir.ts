/** The program's folder in the platform's application data; Electron's userData, too. */
export const appFolderName = 'starhouse-office'
/** The office folder in it; the working copy is `office.db` there. */
export const officeFolderName = 'office'

/** Where the office is when nobody says otherwise: the same folder for every shell. `home` is the user's home folder. */
export function defaultDataDir(
  platform: string,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  const folder = `${appFolderName}/${officeFolderName}`
  if (platform === 'win32') return `${env['APPDATA'] ?? `${home}/AppData/Roaming`}/${folder}`
  if (platform === 'darwin') return `${home}/Library/Application Support/${folder}`
  return `${env['XDG_CONFIG_HOME'] ?? `${home}/.config`}/${folder}`
}
