/**
 * Characters by the names of ISO 8879 (Latin 1 and 2, Greek, diacritics, numeric, publishing, general technical), which
 * the DTDs of the USPTO declare. Kept as data, because no DTD is ever loaded.
 */
const NAMED = `
  Aacute Á aacute á Abreve Ă abreve ă Acirc Â acirc â acute ´ AElig Æ aelig æ Agr Α agr α Agrave À agrave à
  alefsym ℵ aleph ℵ Alpha Α alpha α Amacr Ā amacr ā and ∧ ang ∠ angsph ∢ angst Å Aogon Ą aogon ą ap ≈
  Aring Å aring å ast * asymp ≈ Atilde Ã atilde ã Auml Ä auml ä bdquo „ becaus ∵ Beta Β beta β Bgr Β bgr β
  blk12 ▒ blk14 ░ blk34 ▓ block █ bottom ⊥ breve ˘ brvbar ¦ bull • bump ≎ Cacute Ć cacute ć cap ∩ caret ⁁
  caron ˇ Ccaron Č ccaron č Ccedil Ç ccedil ç Ccirc Ĉ ccirc ĉ Cdot Ċ cdot ċ cedil ¸ cent ¢ check ✓ Chi Χ
  chi χ cir ○ circ ˆ clubs ♣ Colon ∷ colon : comma , commat @ compfn ∘ cong ≅ conint ∮ copy © copysr ℗
  crarr ↵ cross ✗ cup ∪ curren ¤ Dagger ‡ dagger † dArr ⇓ darr ↓ dash ‐ dblac ˝ Dcaron Ď dcaron ď deg °
  Delta Δ delta δ Dgr Δ dgr δ diams ♦ die ¨ divide ÷ dot ˙ Dstrok Đ dstrok đ dtri ▿ dtrif ▾ Eacute É
  eacute é Ecaron Ě ecaron ě Ecirc Ê ecirc ê Edot Ė edot ė EEgr Η eegr η Egr Ε egr ε Egrave È egrave è
  Emacr Ē emacr ē empty ∅ emptyv ∅ Eogon Ę eogon ę epsi ε Epsilon Ε epsilon ε epsiv ϵ equals = equiv ≡ Eta Η
  eta η ETH Ð eth ð Euml Ë euml ë euro € excl ! exist ∃ female ♀ ffilig ﬃ fflig ﬀ ffllig ﬄ filig ﬁ flat ♭
  fllig ﬂ fnof ƒ forall ∀ frac12 ½ frac13 ⅓ frac14 ¼ frac15 ⅕ frac16 ⅙ frac18 ⅛ frac23 ⅔ frac25 ⅖ frac34 ¾
  frac35 ⅗ frac38 ⅜ frac45 ⅘ frac56 ⅚ frac58 ⅝ frac78 ⅞ frasl ⁄ Gamma Γ gamma γ Gbreve Ğ gbreve ğ Gcirc Ĝ
  gcirc ĝ Gdot Ġ gdot ġ ge ≥ Ggr Γ ggr γ half ½ hamilt ℋ hArr ⇔ harr ↔ Hcirc Ĥ hcirc ĥ hearts ♥ hellip …
  horbar ― Hstrok Ħ hstrok ħ hyphen ‐ Iacute Í iacute í Icirc Î icirc î Idot İ iexcl ¡ iff ⇔ Igr Ι igr ι
  Igrave Ì igrave ì Imacr Ī imacr ī image ℑ imath ı infin ∞ int ∫ Iogon Į iogon į Iota Ι iota ι iquest ¿
  isin ∈ Itilde Ĩ itilde ĩ Iuml Ï iuml ï Jcirc Ĵ jcirc ĵ Kappa Κ kappa κ Kcedil Ķ kcedil ķ Kgr Κ kgr κ
  KHgr Χ khgr χ Lacute Ĺ lacute ĺ lagran ℒ Lambda Λ lambda λ lang ⟨ laquo « lArr ⇐ larr ← Lcaron Ľ lcaron ľ
  Lcedil Ļ lcedil ļ lceil ⌈ lcub { ldquo “ le ≤ les ⩽ lfloor ⌊ Lgr Λ lgr λ lowast ∗ lowbar _ loz ◊ lpar (
  lsaquo ‹ lsqb [ lsquo ‘ Lstrok Ł lstrok ł ltri ◃ ltrif ◂ macr ¯ male ♂ malt ✠ marker ▮ mdash — Mgr Μ mgr μ
  micro µ mid ∣ middot · minus − mnplus ∓ Mu Μ mu μ nabla ∇ Nacute Ń nacute ń natur ♮ Ncaron Ň ncaron ň
  Ncedil Ņ ncedil ņ ndash – ne ≠ Ngr Ν ngr ν ni ∋ nldr ‥ nmid ∤ not ¬ notin ∉ npar ∦ nsub ⊄ Ntilde Ñ
  ntilde ñ Nu Ν nu ν num # Oacute Ó oacute ó Ocirc Ô ocirc ô Odblac Ő odblac ő OElig Œ oelig œ ogon ˛ Ogr Ο
  ogr ο Ograve Ò ograve ò OHgr Ω ohgr ω ohm Ω oline ‾ Omacr Ō omacr ō Omega Ω omega ω Omicron Ο omicron ο
  oplus ⊕ or ∨ order ℴ ordf ª ordm º Oslash Ø oslash ø Otilde Õ otilde õ otimes ⊗ Ouml Ö ouml ö par ∥ para ¶
  parallel ∥ part ∂ percnt % permil ‰ perp ⊥ Pgr Π pgr π PHgr Φ phgr φ Phi Φ phi φ phmmat ℳ phone ☎ Pi Π
  pi π piv ϖ plus + plusmn ± pound £ Prime ″ prime ′ prod ∏ prop ∝ PSgr Ψ psgr ψ Psi Ψ psi ψ quest ?
  Racute Ŕ racute ŕ radic √ rang ⟩ raquo » rArr ⇒ rarr → Rcaron Ř rcaron ř Rcedil Ŗ rcedil ŗ rceil ⌉ rcub }
  rdquo ” real ℜ rect ▭ reg ® rfloor ⌋ Rgr Ρ rgr ρ Rho Ρ rho ρ ring ˚ rpar ) rsaquo › rsqb ] rsquo ’ rtri ▹
  rtrif ▸ Sacute Ś sacute ś sbquo ‚ Scaron Š scaron š Scedil Ş scedil ş Scirc Ŝ scirc ŝ sdot ⋅ sect § semi ;
  setmn ∖ sfgr ς Sgr Σ sgr σ sharp ♯ Sigma Σ sigma σ sigmaf ς sim ∼ sime ≃ sol / spades ♠ squ □ square □
  squf ▪ star ☆ starf ★ sub ⊂ sube ⊆ sum ∑ sung ♪ sup ⊃ sup1 ¹ sup2 ² sup3 ³ supe ⊇ szlig ß target ⌖ Tau Τ
  tau τ Tcaron Ť tcaron ť Tcedil Ţ tcedil ţ tdot ⃛ telrec ⌕ Tgr Τ tgr τ there4 ∴ Theta Θ theta θ thetasym ϑ
  THgr Θ thgr θ THORN Þ thorn þ tilde ˜ times × trade ™ Tstrok Ŧ tstrok ŧ Uacute Ú uacute ú uArr ⇑ uarr ↑
  Ubreve Ŭ ubreve ŭ Ucirc Û ucirc û Udblac Ű udblac ű Ugr Υ ugr υ Ugrave Ù ugrave ù Umacr Ū umacr ū uml ¨
  Uogon Ų uogon ų upsih ϒ Upsilon Υ upsilon υ Uring Ů uring ů Utilde Ũ utilde ũ utri ▵ utrif ▴ Uuml Ü uuml ü
  vellip ⋮ Verbar ‖ verbar | Wcirc Ŵ wcirc ŵ wedgeq ≙ weierp ℘ Xgr Ξ xgr ξ Xi Ξ xi ξ Yacute Ý yacute ý
  Ycirc Ŷ ycirc ŷ yen ¥ Yuml Ÿ yuml ÿ Zacute Ź zacute ź Zcaron Ž zcaron ž Zdot Ż zdot ż Zeta Ζ zeta ζ Zgr Ζ
  zgr ζ
`;

/** Characters that cannot stand in a list between blanks; the kinds of blanks are all one to us. */
const OTHERS = { dollar: '$', grave: '`', bsol: '\\' };
const BLANKS = ['nbsp', 'ensp', 'emsp', 'emsp13', 'emsp14', 'thinsp', 'hairsp', 'numsp', 'puncsp'];

const words = NAMED.trim().split(/\s+/);
const pairs: [string, string][] = words.flatMap((name, index) =>
  index % 2 === 0 ? [[name, words[index + 1] ?? '']] : [],
);

/** Name → character. Without a prototype: `&constructor;` is not a character. */
export const characterEntities: Readonly<Record<string, string>> = Object.assign(
  Object.create(null) as Record<string, string>,
  Object.fromEntries(pairs),
  Object.fromEntries(BLANKS.map((name) => [name, ' '])),
  OTHERS,
);
