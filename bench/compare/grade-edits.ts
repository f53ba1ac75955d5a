import type { Defect } from '#core/compare/index';

/** A change that is made to a film by ffmpeg. */
export interface GradeEdit {
  readonly name: string;
  /**
   * `affine`: light or code values times a matrix; `curve`: other grades; `clean`: no change but the
   * encode; `defect`: see `defects`; `crop`: another part of the picture.
   */
  readonly kind: 'affine' | 'curve' | 'clean' | 'defect' | 'crop';
  /** What changes colours, pixel by pixel; absent if colours stay. Also applied to single colours. */
  readonly color?: string;
  /** What follows: crops, logos, tags. */
  readonly picture?: string;
  /** How many frames later than those of A the frames are taken; 0 if absent. */
  readonly framesLate?: number;
  readonly encode: Encode;
  /** What must be named, and nothing else. */
  readonly defects?: readonly Defect[];
  /** The part of A that B shows: left, top, width, height; then the same of B. Absent: all of both. */
  readonly rects?: readonly [a: Rect, b: Rect];
}

type Rect = readonly [left: number, top: number, width: number, height: number];

type Encode = 'x264' | 'vp9';

/** Encodes as films are met, not as masters. */
export const ENCODES: Readonly<Record<Encode, readonly string[]>> = {
  x264: ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '24', '-pix_fmt', 'yuv420p'],
  vp9: [
    '-c:v',
    'libvpx-vp9',
    '-deadline',
    'realtime',
    '-cpu-used',
    '8',
    '-crf',
    '34',
    '-b:v',
    '0',
    '-pix_fmt',
    'yuv420p',
  ],
};

const RGB = 'format=gbrp';
const everyChannel = (value: string): string => `${RGB},lutrgb=r='${value}':g='${value}':b='${value}'`;
const SRGB_ENCODE = 'if(lte(val,0.798),val*12.92,255*(1.055*pow(val/255,1/2.4)-0.055))';
const SRGB_DECODE = 'if(lte(val,10.3),val/12.92,255*pow((val/255+0.055)/1.055,2.4))';
const LOGO = 'drawbox=x=iw*0.86:y=ih*0.06:w=iw*0.09:h=ih*0.1:color=white@0.85:t=fill';
/** Crop at any pixel: 4:2:0 would move it to an even one. */
const cut = (crop: string): string => `format=yuv444p,crop=${crop},scale=trunc(iw/2)*2:trunc(ih/2)*2`;
const WHOLE: Rect = [0, 0, 1, 1];

export const GRADE_EDITS: readonly GradeEdit[] = [
  { name: 'same, x264', kind: 'clean', encode: 'x264', defects: [] },
  { name: 'same, VP9, smaller', kind: 'clean', picture: 'scale=320:-2', encode: 'vp9', defects: [] },
  {
    name: 'same, one frame off',
    kind: 'clean',
    framesLate: 1,
    encode: 'x264',
    defects: [],
  },
  {
    name: 'warm print',
    kind: 'affine',
    color: `${RGB},colorchannelmixer=rr=1.05:rg=0.04:gg=0.98:bg=0.05:bb=0.8`,
    encode: 'x264',
    defects: [],
  },
  {
    name: 'faded',
    kind: 'affine',
    color: `${RGB},lutrgb=r='34+val*0.78':g='30+val*0.76':b='40+val*0.7'`,
    encode: 'vp9',
    defects: [],
  },
  {
    name: 'night blue',
    kind: 'affine',
    color: `${RGB},colorchannelmixer=rr=0.5:rg=0.05:gg=0.66:bb=0.88:bg=0.06`,
    encode: 'x264',
    defects: [],
  },
  { name: 'stronger colour', kind: 'affine', color: 'hue=h=10:s=1.3', encode: 'vp9', defects: [] },
  {
    name: 'teal and orange',
    kind: 'curve',
    color: `${RGB},colorbalance=rs=-0.15:gs=0.02:bs=0.14:rh=0.14:gh=0.02:bh=-0.15`,
    encode: 'x264',
    defects: [],
  },
  {
    name: 'contrast',
    kind: 'curve',
    color: `${RGB},curves=all='0/0 0.25/0.16 0.5/0.5 0.75/0.85 1/1'`,
    encode: 'vp9',
    defects: [],
  },
  { name: 'cross-process', kind: 'curve', color: `${RGB},curves=preset=cross_process`, encode: 'x264', defects: [] },
  {
    name: 'bleach bypass',
    kind: 'curve',
    color: `hue=s=0.4,${RGB},curves=all='0/0 0.3/0.2 0.7/0.8 1/1'`,
    encode: 'x264',
    defects: [],
  },
  { name: 'brighter', kind: 'curve', color: `${RGB},eq=gamma=1.35`, encode: 'vp9', defects: [] },
  { name: 'black and white', kind: 'defect', color: 'hue=s=0', encode: 'x264', defects: ['black-and-white'] },
  {
    name: 'black and white, contrast, logo',
    kind: 'defect',
    color: `hue=s=0,${RGB},curves=all='0/0 0.3/0.22 0.7/0.8 1/1'`,
    picture: LOGO,
    encode: 'vp9',
    defects: ['black-and-white'],
  },
  {
    name: 'sepia',
    kind: 'defect',
    color: `${RGB},colorchannelmixer=.393:.769:.189:0:.349:.686:.168:0:.272:.534:.131`,
    encode: 'x264',
    defects: ['sepia'],
  },
  {
    name: 'sepia, weak',
    kind: 'defect',
    color: `hue=s=0,${RGB},lutrgb=r='val*1.02':g='val*0.96':b='val*0.84'`,
    encode: 'vp9',
    defects: ['sepia'],
  },
  {
    name: 'gamma 2.2 twice',
    kind: 'defect',
    color: everyChannel('255*pow(val/255,1/2.2)'),
    encode: 'x264',
    defects: ['gamma-twice'],
  },
  {
    name: 'gamma of sRGB twice',
    kind: 'defect',
    color: everyChannel(SRGB_ENCODE),
    encode: 'vp9',
    defects: ['gamma-twice'],
  },
  {
    name: 'gamma 2.4 missing',
    kind: 'defect',
    color: everyChannel('255*pow(val/255,2.4)'),
    encode: 'x264',
    defects: ['gamma-missing'],
  },
  {
    name: 'gamma of sRGB missing',
    kind: 'defect',
    color: everyChannel(SRGB_DECODE),
    encode: 'vp9',
    defects: ['gamma-missing'],
  },
  {
    name: 'full as limited',
    kind: 'defect',
    picture: 'scale=in_range=tv:out_range=pc,setparams=range=tv',
    encode: 'x264',
    defects: ['full-as-limited'],
  },
  {
    name: 'limited as full',
    kind: 'defect',
    picture: 'format=yuv420p,setparams=range=pc',
    encode: 'x264',
    defects: ['limited-as-full'],
  },
  {
    name: 'full as limited, less colour',
    kind: 'defect',
    picture: 'scale=in_range=tv:out_range=pc,setparams=range=tv,eq=saturation=0.7',
    encode: 'x264',
    defects: ['full-as-limited'],
  },
  {
    name: 'limited as full, more colour',
    kind: 'defect',
    picture: 'eq=saturation=1.3,setparams=range=pc',
    encode: 'vp9',
    defects: ['limited-as-full'],
  },
  {
    name: 'contrast 1.15, less colour',
    kind: 'curve',
    color: 'eq=contrast=1.15:saturation=0.7',
    encode: 'x264',
    defects: [],
  },
  {
    name: 'BT.601 as BT.709',
    kind: 'defect',
    picture: 'colormatrix=bt709:bt601,setparams=colorspace=bt709',
    encode: 'x264',
    defects: ['bt601-as-bt709'],
  },
  {
    name: 'BT.709 as BT.601',
    kind: 'defect',
    picture: 'setparams=colorspace=smpte170m',
    encode: 'x264',
    defects: ['bt709-as-bt601'],
  },
  {
    name: 'BT.709 as BT.601, VP9',
    kind: 'defect',
    picture: 'setparams=colorspace=smpte170m',
    encode: 'vp9',
    defects: ['bt709-as-bt601'],
  },
  {
    name: 'red and blue swapped',
    kind: 'defect',
    color: `${RGB},colorchannelmixer=rr=0:rb=1:br=1:bb=0`,
    encode: 'x264',
    defects: ['channels-swapped'],
  },
  { name: 'mirrored', kind: 'defect', picture: 'hflip', encode: 'x264', defects: ['mirrored'] },
  {
    name: 'squeezed',
    kind: 'defect',
    picture: 'scale=trunc(iw*0.375)*2:ih,setsar=1',
    encode: 'x264',
    defects: ['squeezed'],
  },
  {
    name: 'sides cut off',
    kind: 'crop',
    picture: cut('iw*0.75:ih:iw*0.1:0'),
    encode: 'x264',
    defects: [],
    rects: [[0.1, 0, 0.75, 1], WHOLE],
  },
  {
    name: 'top cut off, other grade, logo',
    kind: 'crop',
    color: `${RGB},colorchannelmixer=rr=1.05:rg=0.04:gg=0.98:bg=0.05:bb=0.8`,
    picture: `${cut('iw:ih*0.75:0:ih*0.15')},${LOGO}`,
    encode: 'vp9',
    defects: [],
    rects: [[0, 0.15, 1, 0.75], WHOLE],
  },
  {
    name: 'zoomed',
    kind: 'crop',
    picture: cut('iw*0.9:ih*0.9:iw*0.04:ih*0.05'),
    encode: 'x264',
    defects: [],
    rects: [[0.04, 0.05, 0.9, 0.9], WHOLE],
  },
  {
    name: 'letterboxed',
    kind: 'crop',
    picture: 'pad=iw:ceil(ih*1.25/2)*2:0:(oh-ih)/2',
    encode: 'x264',
    defects: [],
    rects: [WHOLE, [0, 0.1, 1, 0.8]],
  },
  {
    name: 'pillarboxed, black and white',
    kind: 'crop',
    color: 'hue=s=0',
    picture: 'crop=iw*0.8:ih,pad=ceil(iw*1.4/2)*2:ih:(ow-iw)/2:0',
    encode: 'x264',
    defects: ['black-and-white'],
    rects: [
      [0.1, 0, 0.8, 1],
      [0.143, 0, 0.714, 1],
    ],
  },
];
