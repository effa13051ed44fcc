// Whether a text is a UCUM code: the grammar of the UCUM specification, and the symbols it defines.

/// UCUM's prefixes and units, and the grammar that combines them (case sensitive codes).
enum UCUMSyntax {
  /// The prefixes, 10^24 to 10^-24 and those of information.
  static let prefixes = words(
    #"""
    Y Z E P T G M k h da d c m u n p f a z y Ki Mi Gi Ti
    """#)

  /// The units that may have a prefix.
  static let metric = words(
    #"""
    m s g rad K C cd mol sr Hz N Pa J W A V F Ohm S Wb Cel T H lm lx Bq Gy Sv l L ar t bar u eV pc [c] [h] [k]
    [eps_0] [mu_0] [e] [m_e] [m_p] [G] [g] [ly] gf Ky Gal dyn erg P Bi St Mx G Oe Gb sb Lmb ph Ci R RAD REM cal_[15]
    cal_[20] cal_m cal_IT cal_th cal tex m[H2O] m[Hg] eq osm g% kat U [iU] [IU] Np B B[SPL] B[V] B[mV] B[uV]
    B[10.nV] B[W] B[kW] st mho bit By Bd
    """#)

  /// The units that may not.
  static let nonMetric = words(
    #"""
    10* 10^ [pi] % [ppth] [ppm] [ppb] [pptr] gon deg ' '' min h d a_t a_j a_g a wk mo_s mo_j mo_g mo AU atm [lbf_av]
    [in_i] [ft_i] [yd_i] [mi_i] [fth_i] [nmi_i] [kn_i] [sin_i] [sft_i] [syd_i] [cin_i] [cft_i] [cyd_i] [bf_i] [cr_i]
    [mil_i] [cml_i] [hd_i] [ft_us] [yd_us] [in_us] [rd_us] [ch_us] [lk_us] [rch_us] [rlk_us] [fth_us] [fur_us]
    [mi_us] [acr_us] [srd_us] [smi_us] [sct] [twp] [mil_us] [in_br] [ft_br] [rd_br] [ch_br] [lk_br] [fth_br] [pc_br]
    [yd_br] [mi_br] [nmi_br] [kn_br] [acr_br] [gal_us] [bbl_us] [qt_us] [pt_us] [gil_us] [foz_us] [fdr_us] [min_us]
    [crd_us] [bu_us] [gal_wi] [pk_us] [dqt_us] [dpt_us] [tbs_us] [tsp_us] [cup_us] [foz_m] [cup_m] [tsp_m] [tbs_m]
    [gal_br] [pk_br] [bu_br] [qt_br] [pt_br] [gil_br] [foz_br] [fdr_br] [min_br] [gr] [lb_av] [oz_av] [dr_av]
    [scwt_av] [lcwt_av] [ston_av] [lton_av] [stone_av] [pwt_tr] [oz_tr] [lb_tr] [sc_ap] [dr_ap] [oz_ap] [lb_ap]
    [oz_m] [lne] [pnt] [pca] [pnt_pr] [pca_pr] [pied] [pouce] [ligne] [didot] [cicero] [degF] [degR] [degRe] [Cal]
    [Btu_39] [Btu_59] [Btu_60] [Btu_m] [Btu_IT] [Btu_th] [Btu] [HP] [den] [in_i'H2O] [in_i'Hg] [PRU] [wood'U] [diop]
    [p'diop] %[slope] [mesh_i] [Ch] [drp] [hnsf'U] [MET] [hp'_X] [hp'_C] [hp'_M] [hp'_Q] [hp_X] [hp_C] [hp_M] [hp_Q]
    [kp_X] [kp_C] [kp_M] [kp_Q] [pH] [S] [HPF] [LPF] [arb'U] [USP'U] [GPL'U] [MPL'U] [APL'U] [beth'U] [anti'Xa'U]
    [todd'U] [dye'U] [smgy'U] [bdsk'U] [ka'U] [knk'U] [mclg'U] [tb'U] [CCID_50] [TCID_50] [EID_50] [PFU] [FFU] [CFU]
    [IR] [BAU] [AU] [Amb'a'1'U] [PNU] [Lf] [D'ag'U] [FEU] [ELU] [EU] Ao b att [psi] circ sph [car_m] [car_Au]
    [smoot] [m/s2/Hz^(1/2)] [NTU] [FNU] bit_s
    """#)

  /// Whether `code` is formed as UCUM demands, from units it defines.
  static func isValid(_ code: String) -> Bool {
    var parser = Parser(rest: Substring(code))
    return parser.mainTerm() && parser.rest.isEmpty
  }

  private static func words(_ text: String) -> Set<Substring> {
    Set(text.split { $0 == " " || $0 == "\n" })
  }

  private static func isSymbol(_ text: Substring) -> Bool {
    if metric.contains(text) || nonMetric.contains(text) { return true }
    return prefixes.contains { text.hasPrefix($0) && metric.contains(text.dropFirst($0.count)) }
  }

  private struct Parser {
    var rest: Substring

    mutating func mainTerm() -> Bool {
      if rest.first == "/" { rest = rest.dropFirst() }
      return term()
    }

    private mutating func term() -> Bool {
      guard component() else { return false }
      while let operation = rest.first, operation == "." || operation == "/" {
        rest = rest.dropFirst()
        guard component() else { return false }
      }
      return true
    }

    private mutating func component() -> Bool {
      if rest.first == "(" {
        rest = rest.dropFirst()
        guard term(), rest.first == ")" else { return false }
        rest = rest.dropFirst()
        return true
      }
      if rest.first == "{" { return annotation() }
      let symbol = takeSymbol()
      guard isFactor(symbol) || isUnit(symbol) else { return false }
      return rest.first == "{" ? annotation() : true
    }

    private mutating func annotation() -> Bool {
      guard let end = rest.firstIndex(of: "}") else { return false }
      let text = rest[..<end].dropFirst()
      rest = rest[rest.index(after: end)...]
      return text.utf8.allSatisfy { (33...126).contains($0) && $0 != UInt8(ascii: "{") }
    }

    /// What stands before the next operator, bracket or annotation; square brackets belong to a symbol.
    private mutating func takeSymbol() -> Substring {
      var isInBrackets = false
      let symbol = rest.prefix { character in
        if character == "[" { isInBrackets = true }
        if character == "]" { isInBrackets = false }
        return isInBrackets || !"./(){}".contains(character)
      }
      rest = rest.dropFirst(symbol.count)
      return symbol
    }

    private func isFactor(_ text: Substring) -> Bool { !text.isEmpty && text.allSatisfy(\.isNumber) }

    private func isUnit(_ text: Substring) -> Bool {
      // Some symbols end in digits themselves: `10*`, `m[H2O]`; so the symbol is tried first, then it and an exponent.
      if isSymbol(text) { return true }
      let digits = text.reversed().prefix { $0.isNumber }.count
      guard digits > 0 else { return false }
      var symbol = text.dropLast(digits)
      if symbol.last == "+" || symbol.last == "-" { symbol = symbol.dropLast() }
      return isSymbol(symbol)
    }
  }
}
