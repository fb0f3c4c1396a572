# Completion of mig for bash. In ~/.bashrc: source <(mig completion bash)
_mig_complete() {
    local word="${COMP_LINE:0:COMP_POINT}" offer kept
    word="${word##*[[:space:]]}"
    COMPREPLY=()
    while IFS= read -r offer; do
        [[ "$offer" == "$word"* ]] && COMPREPLY+=("$offer")
    done < <(mig "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
    # bash parts words at colons and at signs, and replaces only what follows the last of them.
    kept="${word%"${word##*[$COMP_WORDBREAKS]}"}"
    [[ -n "$kept" ]] && COMPREPLY=("${COMPREPLY[@]#"$kept"}")
    # A folder, or a file of which something can be named, goes on.
    [[ ${#COMPREPLY[@]} -eq 1 && "${COMPREPLY[0]}" == *[/:] ]] && compopt -o nospace
    return 0
}
complete -F _mig_complete mig
