/** A factory may be longer than 70 lines: its functions are not. */
export function createCounter(now: () => number) {
  let sum = 0;
  return {
    add1() {
      sum += 1 + now();
    },
    add2() {
      sum += 2 + now();
    },
    add3() {
      sum += 3 + now();
    },
    add4() {
      sum += 4 + now();
    },
    add5() {
      sum += 5 + now();
    },
    add6() {
      sum += 6 + now();
    },
    add7() {
      sum += 7 + now();
    },
    add8() {
      sum += 8 + now();
    },
    add9() {
      sum += 9 + now();
    },
    add10() {
      sum += 10 + now();
    },
    add11() {
      sum += 11 + now();
    },
    add12() {
      sum += 12 + now();
    },
    add13() {
      sum += 13 + now();
    },
    add14() {
      sum += 14 + now();
    },
    add15() {
      sum += 15 + now();
    },
    add16() {
      sum += 16 + now();
    },
    add17() {
      sum += 17 + now();
    },
    add18() {
      sum += 18 + now();
    },
    add19() {
      sum += 19 + now();
    },
    add20() {
      sum += 20 + now();
    },
    add21() {
      sum += 21 + now();
    },
    add22() {
      sum += 22 + now();
    },
    add23() {
      sum += 23 + now();
    },
    sum: () => sum,
    add24() {
      sum += 24 + now();
    },
  };
}

export const yearOf = (at: number): string => new Date(at).toISOString();
