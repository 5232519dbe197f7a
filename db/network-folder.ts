import { execFileSync } from 'node:child_process'
import { readFileSync, realpathSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * File systems that live on another computer: SQLite's WAL needs shared memory between all users of the file, which these cannot give.
 * Not listed on purpose: overlay, virtiofs and 9p, which containers and virtual machines use for a folder of the same computer.
 */
const networkTypes = new Set(
  'nfs nfs3 nfs4 cifs smb smb2 smb3 smbfs afpfs afs ncpfs ncp coda webdav davfs ceph lustre glusterfs beegfs'.split(
    ' ',
  ),
)
const networkFuse =
  /^(fuse|osxfuse|macfuse)\.(sshfs|rclone|glusterfs|gvfsd-fuse|smbnetfs|s3fs|davfs2?|curlftpfs|ceph|cifs)$/

export type Mount = { point: string; type: string }

/** `/proc/mounts`: device, mount point (with \040 for a space), type, options. */
export function mountsOfProc(text: string): Mount[] {
  return text.split('\n').flatMap(line => {
    const [, point, type] = line.split(' ')
    if (!point || !type) return []
    return [
      {
        point: point.replace(/\\(\d{3})/g, (_, octal: string) =>
          String.fromCharCode(Number.parseInt(octal, 8)),
        ),
        type,
      },
    ]
  })
}

/** macOS `mount`: `//ada@server/share on /Volumes/share (smbfs, nodev)`. */
export function mountsOfMac(text: string): Mount[] {
  return text.split('\n').flatMap(line => {
    const match = / on (.+) \(([a-z0-9_.]+)/.exec(line)
    return match?.[1] && match[2] ? [{ point: match[1], type: match[2] }] : []
  })
}

/** The kind of network file system under an absolute path (its longest mount point decides), or undefined when it is local. */
export function networkTypeAt(path: string, mounts: readonly Mount[]): string | undefined {
  if (/^[\\/]{2}[^\\/?.]/.test(path) || /^\\\\\?\\UNC\\/i.test(path)) return 'unc'
  const under = mounts.filter(
    ({ point }) => path === point || path.startsWith(point.endsWith('/') ? point : `${point}/`),
  )
  const longest = Math.max(0, ...under.map(m => m.point.length))
  const type = under.findLast(m => m.point.length === longest)?.type ?? ''
  return networkTypes.has(type) || networkFuse.test(type) ? type : undefined
}

/** The kind of network drive a folder is on, or undefined. A folder that does not exist yet is judged by its nearest parent. */
export function networkFolder(dir: string): string | undefined {
  return networkTypeAt(realPath(resolve(dir)), mountsHere())
}

function realPath(path: string): string {
  try {
    // On Windows this also turns a drive letter of a network drive into its \\server\share.
    return realpathSync.native(path)
  } catch {
    const parent = dirname(path)
    return parent === path ? path : realPath(parent)
  }
}

function mountsHere(): Mount[] {
  try {
    if (process.platform === 'linux') return mountsOfProc(readFileSync('/proc/mounts', 'utf8'))
    if (process.platform === 'darwin') return mountsOfMac(execFileSync('/sbin/mount', { encoding: 'utf8' }))
  } catch {
    return []
  }
  return []
}
