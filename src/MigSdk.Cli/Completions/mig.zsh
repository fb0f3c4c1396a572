#compdef mig
# Completion of mig for zsh. In ~/.zshrc, after compinit: source <(mig completion zsh)
_mig_complete() {
    local line="${(j: :)words[1,CURRENT]}"
    local -a offers
    offers=("${(@f)$(mig "[suggest:${#line}]" "$line" 2>/dev/null)}")
    compadd -Q -S '' -- ${offers:#^*[/:]}
    compadd -Q -- ${offers:#*[/:]}
}
compdef _mig_complete mig
