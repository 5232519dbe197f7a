const eastern = 'America/New_York'
const central = 'America/Chicago'
const mountain = 'America/Denver'
const pacific = 'America/Los_Angeles'

/**
 * Where the time changes along the first three digits of the ZIP codes of the United States, each line up to the next one. A region that
 * two zones share is in the zone of most of its people.
 */
const zipRegions: readonly (readonly [from: number, zone: string | null])[] = [
  [5, eastern],
  [6, 'America/Puerto_Rico'],
  [10, eastern],
  [324, central],
  [326, eastern],
  [350, central],
  [373, eastern],
  [375, central],
  [376, eastern],
  [380, central],
  [398, eastern],
  [420, central],
  [425, eastern],
  [463, central],
  [465, eastern],
  [476, central],
  [478, eastern],
  [500, central],
  [577, mountain],
  [580, central],
  [586, mountain],
  [587, central],
  [590, mountain],
  [600, central],
  [693, mountain],
  [700, central],
  [798, mountain],
  [835, pacific],
  [836, mountain],
  [838, pacific],
  [840, mountain],
  [850, 'America/Phoenix'],
  [870, mountain],
  [889, pacific],
  [962, null],
  [967, 'Pacific/Honolulu'],
  [969, 'Pacific/Guam'],
  [970, pacific],
  [979, mountain],
  [980, pacific],
  [995, 'America/Anchorage'],
]

/** Area codes of the United States by zone, as most of their people live. */
const areaCodes: Record<string, string> = {
  [eastern]: `201 202 203 207 212 215 216 220 223 227 229 234 239 240 248 252 260 267 269 272 276 283 301 302 304 305 313 315 317 321
    326 329 330 332 336 339 343 347 351 352 363 380 381 386 401 404 407 410 412 413 419 423 434 436 440 443 445 448 463 470 472 475 478 484
    502 508 513 516 517 518 540 551 561 567 570 571 574 582 585 586 603 606 607 609 610 614 616 617 624 631 640 645 646 656 659 667 678
    679 680 681 686 689 703 704 706 716 717 718 724 727 728 729 732 734 740 743 754 757 762 765 770 771 772 774 781 786 802 803 804 810 813
    814 821 826 828 835 838 839 843 845 848 850 854 856 857 859 860 861 862 863 864 865 878 904 908 910 912 914 917 919 929 930 934 937 941
    943 947 948 954 959 973 978 980 984 989`,
  [central]: `205 210 214 217 218 219 224 225 228 235 251 254 256 262 270 274 281 308 309 312 314 316 318 319 320 325 327 331 334 337 346
    353 361 364 402 405 409 414 417 430 432 447 464 469 479 501 504 507 512 515 531 534 539 557 563 572 573 580 601 608 612 615 618 620
    629 630 636 641 651 660 662 682 701 708 712 713 715 726 730 731 737 763 769 773 779 785 806 812 815 816 817 830 832 847 870 872 901
    903 913 918 920 931 936 938 940 945 952 956 972 975 979 985`,
  [mountain]: '208 303 307 385 406 435 505 575 605 719 720 801 915 970 986 983',
  'America/Phoenix': '480 520 602 623 928',
  [pacific]: `206 209 213 253 279 310 323 341 350 357 360 408 415 424 425 442 458 503 509 510 530 541 559 562 564 619 626 628 650 657 661
    669 702 707 714 725 738 747 760 775 805 818 820 831 837 840 858 909 916 925 949 951 971`,
  'America/Anchorage': '907',
  'Pacific/Honolulu': '808',
}
const zoneOfAreaCode = new Map(
  Object.entries(areaCodes).flatMap(([zone, codes]) => codes.split(/\s+/).map(code => [code, zone] as const)),
)

/** The time zone of an address in the United States; null when its ZIP does not tell. */
export function zoneOfAddress(address: { postalCode: string | null; country: string | null }): string | null {
  const digits = /^\s*(\d{3})\d\d(?:-?\d{4})?\s*$/.exec(address.postalCode ?? '')?.[1]
  if (digits === undefined || !/^(US|USA|United States.*)?$/i.test(address.country ?? '')) return null
  return zipRegions.findLast(([from]) => from <= Number(digits))?.[1] ?? null
}

/** The time zone that the area code of a phone stands for; null outside the United States. A mobile may have moved away. */
export function zoneOfPhone(phoneE164: string | null): string | null {
  const code = /^\+1(\d{3})\d{7}$/.exec(phoneE164 ?? '')?.[1]
  return code === undefined ? null : (zoneOfAreaCode.get(code) ?? null)
}
