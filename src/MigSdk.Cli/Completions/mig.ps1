# Completion of mig for PowerShell. In $PROFILE: mig completion pwsh | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName mig -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $line = "$commandAst".PadRight($cursorPosition - $commandAst.Extent.StartOffset)
    mig "[suggest:$($cursorPosition - $commandAst.Extent.StartOffset)]" "$line" 2>$null |
        Where-Object { $_ -like "$wordToComplete*" } |
        ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
