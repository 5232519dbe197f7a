import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mountsOfMac, mountsOfProc, networkFolder, networkTypeAt } from './network-folder.ts'
import { temporaryFolder } from './sample-office.ts'

const linux = mountsOfProc(`/dev/sda1 / ext4 rw,relatime 0 0
overlay /var/lib/box overlay rw 0 0
shared /mnt/host virtiofs rw 0 0
root / 9p rw,trans=fd 0 0
tmpfs /tmp tmpfs rw 0 0
files:/export /srv/team nfs4 rw 0 0
//server/share /mnt/team\\040files cifs rw 0 0
ada@server: /home/ada/remote fuse.sshfs rw 0 0
/dev/sdb1 /home/ada/remote/disk ext4 rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
`)

test.each([
  ['/home/ada/office', undefined],
  ['/var/lib/box/office', undefined],
  ['/mnt/host/office', undefined],
  ['/tmp', undefined],
  ['/srv/team/office', 'nfs4'],
  ['/srv/teammates', undefined],
  ['/mnt/team files/office', 'cifs'],
  ['/home/ada/remote', 'fuse.sshfs'],
  ['/home/ada/remote/disk/office', undefined],
  ['/run/user/1000/gvfs/smb-share', 'fuse.gvfsd-fuse'],
])('S36: %s is on %s', (path, type) => {
  expect(networkTypeAt(path, linux)).toBe(type)
})

test('S36: a share of Windows is a network folder, a drive or a device path is not', () => {
  expect(networkTypeAt('\\\\server\\share\\office', [])).toBe('unc')
  expect(networkTypeAt('\\\\?\\UNC\\server\\share', [])).toBe('unc')
  expect(networkTypeAt('\\\\?\\C:\\office', [])).toBeUndefined()
  expect(networkTypeAt('C:\\Users\\ada\\office', [])).toBeUndefined()
})

test('S36: mounts of a Mac are read', () => {
  const mac = mountsOfMac(`/dev/disk3s1 on / (apfs, sealed, local)
//ada@server/share on /Volumes/Team share (smbfs, nodev, nosuid)
`)
  expect(networkTypeAt('/Volumes/Team share/office', mac)).toBe('smbfs')
  expect(networkTypeAt('/Users/ada', mac)).toBeUndefined()
})

test('S36: a folder of this computer is local, also before it exists', () => {
  const dir = temporaryFolder()
  mkdirSync(join(dir, 'here'))
  expect(networkFolder(join(dir, 'here'))).toBeUndefined()
  expect(networkFolder(join(dir, 'not', 'yet'))).toBeUndefined()
})
