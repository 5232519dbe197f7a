/**
 * Common given names, in lower case. They decide only what the form of a name leaves open: `Ann & Bob` is a couple, `Barnes & Noble` is a
 * shop. Names that are as common as surnames (Lee, Thomas, James) are left out where that would mislead.
 */
const givenNames = new Set(
  (
    'aaron abby abigail adam adele agnes al alan albert alex alexander alexis alfred alice alicia alison allison alma amanda amber amy andrea ' +
    'andrew andy angela anita ann anna anne annette annie anthony antonio arlene arthur audrey barb barbara beatrice becky ben benjamin ' +
    'bernard bernice beth betsy betty beverly bill billy bob bobby bonnie brad brandon brenda brian bruce bryan caleb carl carla carlos carmen ' +
    'carol caroline carolyn carrie catherine cathy cecilia charles charlie charlotte chloe chris christina christine christopher chuck cindy ' +
    'claire clara colleen connie cynthia daisy dan dana daniel danny dave david dawn deb debbie deborah debra denise dennis derek diana diane ' +
    'dick don donald donna doris dorothy doug douglas ed eddie edith edward eileen elaine eleanor elena eliza elizabeth ellen ellie elsie emily ' +
    'emma eric erica erin ernest esther ethan ethel eugene eva evan evelyn florence frances frank fred gail gary gene george gerald geraldine ' +
    'gina gladys glenn gloria greg gregory gretchen hannah harold harriet heather heidi helen henry holly hugh ian ida ingrid irene isabel ivan ' +
    'jack jacob jamie jan jane janet janice jason jean jeanne jeff jeffrey jen jennifer jenny jeremy jerry jesse jessica jill jim jimmy jo joan ' +
    'joann joanna joanne joe joel john johnny jon jonathan jorge jose joseph josh joshua joy joyce juan juanita judith judy julia julie june ' +
    'justin karen karl kate katherine kathleen kathryn kathy katie keith ken kenneth kevin kim kristen kristin larry laura lauren laurie ' +
    'leonard leslie lillian linda lisa liz lois loretta lori louis louise lucas lucille lucy luis luke lynn lynne madeline maggie marc marcia ' +
    'margaret maria marian marianne marie marilyn marion marjorie mark marlene martha marty mary matt matthew maureen max megan melanie ' +
    'melissa mia michael michelle miguel mike mildred monica nancy natalie nathan ned nicholas nick nicole nina nora norma olga oliver olivia ' +
    'pam pamela pat patricia patrick paul paula peggy peter phil philip phyllis rachel ralph randy ray raymond rebecca renee rhonda ricardo ' +
    'richard rick rita rob robert roberta robin rodney roger ron ronald rosa rose rosemary roy russell ruth ryan sally sam samantha samuel ' +
    'sandra sandy sara sarah sean seth shannon sharon shawn sheila sherry shirley sofia sonia sophia sophie stacy stephanie stephen steve ' +
    'steven sue susan suzanne sylvia tammy tara ted teresa terri terry theresa tim timothy tina todd tom tony tracy trevor valerie vanessa ' +
    'vera veronica vicki victor victoria vincent viola virginia vivian walter wanda warren wayne wendy will william yolanda yvonne zach zoe'
  ).split(' '),
)

/** Second words of double given names: `Mary Ann`, `Billy Joe`. */
const secondNames = new Set(
  'ann anne beth ellen jane jean jo joe joy kate kay lou louise lynn lynne mae marie may rae rose sue'.split(
    ' ',
  ),
)

export function isGivenName(word: string): boolean {
  return givenNames.has(word.toLowerCase())
}

/** Whether the last word of a name belongs to the given names: an initial, or the second half of a double name. */
export function isMiddleName(word: string): boolean {
  return /^\p{L}\.?$/u.test(word) || secondNames.has(word.toLowerCase())
}
