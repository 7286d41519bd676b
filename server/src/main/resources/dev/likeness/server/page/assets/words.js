// Numbers as people read them.

const LEVELS = [
  [0.995, 'almost certain'],
  [0.9, 'very likely'],
  [0.7, 'likely'],
  [0.3, 'uncertain'],
  [0.1, 'unlikely'],
  [0.005, 'very unlikely'],
  [0, 'almost impossible'],
];

/** How likely a probability is, such as "very likely". */
export function likelihood(probability) {
  return LEVELS.find(([from]) => probability >= from)?.[1] ?? 'unknown';
}

/** A probability in percent; no value is rounded to 0 or 100. */
export function percent(share) {
  if (share > 0.9999) {
    return 'over 99.99 %';
  }
  if (share < 0.0001) {
    return 'under 0.01 %';
  }
  const value = 100 * share;
  const digits = value > 99 || value < 1 ? 2 : value > 90 || value < 10 ? 1 : 0;
  return `${value.toFixed(digits)} %`;
}

/** A rate without needless zeros, such as "0.1 %". */
export function rate(share) {
  return `${Number((100 * share).toPrecision(3))} %`;
}

export function score(value) {
  const size = Math.abs(value);
  const text = size >= 1000 ? Math.round(size).toLocaleString('en') : size.toFixed(size < 10 ? 3 : 2);
  return value < 0 ? `−${text}` : text;
}

export function bytes(count) {
  return count < 1000 ? `${count} bytes` : count < 1e6 ? `${Math.round(count / 1000)} kB` : `${(count / 1e6).toFixed(1)} MB`;
}

export function counted(count, noun, several = `${noun}s`) {
  return `${count.toLocaleString('en')} ${count === 1 ? noun : several}`;
}

/** The headline and the sentence for the answer of a comparison; `parts` are strings, emphasised where `{emphasis}`. */
export function verdict(answer) {
  const { match, probability } = answer;
  const limit = answer.false_match_rate === null || answer.false_match_rate === undefined
    ? 'the threshold'
    : `the threshold that ${answer.certified ? 'at most' : 'about'} ${rate(answer.false_match_rate)} of different pairs reach`;
  if (match === null || match === undefined) {
    return { headline: 'No verdict', words: ['This measure has a score only: it has no threshold for these pictures.'] };
  }
  if (probability === null || probability === undefined) {
    return { headline: match ? 'Match' : 'No match', words: [`The score ${match ? 'reaches' : 'is below'} ${limit}.`] };
  }
  const level = likelihood(probability);
  const words = ['It is ', { emphasis: `${level} (${percent(probability)})` },
    ` ${level === 'uncertain' ? 'whether' : 'that'} both show the same thing`];
  if (match && probability < 0.7) {
    words.push(`. The score reaches ${limit}.`);
  } else if (!match && probability > 0.3) {
    words.push(`. The score is below ${limit}.`);
  } else {
    words.push('.');
  }
  return { headline: match ? 'Match' : 'No match', words };
}

/** What the classical measures look at. */
export const MEASURES = {
  'pixels': 'correlation of the grey levels, place by place',
  'ncc': 'the best correlation of one picture shifted over the other',
  'nearest-pixels': 'distance of the pixels, the nearest neighbour',
  'mse': 'mean squared difference of the pixels',
  'ssim': 'structural similarity: light, contrast and structure of small windows',
  'mutual-information': 'how much the grey levels of one tell of the other',
  'histogram': 'which colours occur, and how often',
  'average-hash': 'a fingerprint of light and dark areas',
  'difference-hash': 'a fingerprint of the changes from left to right',
  'perceptual-hash': 'a fingerprint of the coarse pattern',
  'sift': 'keypoints that agree in position, size and angle (SIFT)',
  'orb': 'keypoints that agree in position, size and angle (ORB)',
  'sift-descriptor': 'gradient directions of the whole picture as one patch (SIFT)',
  'vgg-descriptor': 'a learned descriptor of one patch (VGG)',
  'boost-descriptor': 'a learned descriptor of one patch, as bits (BinBoost)',
};
