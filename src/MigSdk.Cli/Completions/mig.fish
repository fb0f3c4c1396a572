# Completion of mig for fish. In ~/.config/fish/config.fish: mig completion fish | source
function __mig_complete
    set -l line (commandline -cp)
    mig "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
end
complete -c mig -f -a '(__mig_complete)'
