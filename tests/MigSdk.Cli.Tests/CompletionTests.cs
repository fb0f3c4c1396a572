using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Cli.Tests;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("mig sp", "spec")]
    [InlineData("mig spec ", "audit,diff,graph,list,show")]
    [InlineData("mig spec show vf", "vfio")]
    [InlineData("mig spec graph vfio --format ", "dot,mermaid")]
    [InlineData("mig path vfio Running Pre", "PreCopy,PreCopyP2P")]
    [InlineData("mig completion ", "bash,fish,pwsh,zsh")]
    public async Task Commands_specs_states_and_choices_are_offered(string line, string expected)
    {
        string[] offers = await OffersAsync(line);

        Assert.All(expected.Split(','), offer => Assert.Contains(offer, offers));
        Assert.DoesNotContain(offers, offer => line.EndsWith("Pre") && offer.StartsWith("Stop"));
    }

    [Fact]
    public async Task Files_with_specs_are_offered_and_what_is_in_them_after_the_colon()
    {
        string folder = Path.GetDirectoryName(Fleet.Assembly)!;
        await File.WriteAllTextAsync(Path.Combine(folder, "readme.md"), "");

        Assert.Equal([Fleet.Assembly], await OffersAsync($"mig spec show {folder}/"));
        Assert.Equal([Fleet.Assembly + ":Fleet.Lamp"], await OffersAsync($"mig spec show {Fleet.Assembly}:Fleet.L"));
    }

    [Theory]
    [InlineData("bash", "complete -F _mig_complete mig")]
    [InlineData("zsh", "compdef _mig_complete mig")]
    [InlineData("fish", "complete -c mig")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName mig")]
    public async Task Each_shell_gets_its_script(string shell, string line)
    {
        Assert.Contains("\n" + line, await Mig.OutputOfAsync("completion", shell));
    }

    [Fact]
    public async Task Another_shell_is_refused()
    {
        Assert.Equal(ExitCode.Usage, (await Mig.RunAsync("completion", "cmd")).Code);
    }

    [Theory]
    [InlineData("mig spec sh", "show")]
    [InlineData("mig spec show vfi", "vfio")]
    [InlineData("mig path vfio Running Res", "Resuming")]
    [InlineData("mig spec show {Fleet}:Fleet.Sl", "Fleet.Sleep")]
    public async Task In_bash_the_script_completes_the_word_under_the_cursor(string line, string expected)
    {
        if (!File.Exists("/bin/bash"))
            return;
        string command = Path.Combine(Path.GetDirectoryName(typeof(MigCommand).Assembly.Location)!, "mig.dll");
        string script =
            $$"""
            mig() { dotnet "{{command}}" "$@"; }
            {{await Mig.OutputOfAsync("completion", "bash")}}
            COMP_LINE='{{line.Replace("{Fleet}", Fleet.Assembly)}}'
            COMP_POINT=${#COMP_LINE}
            _mig_complete
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        var start = new ProcessStartInfo("/bin/bash", ["-c", script]) { RedirectStandardOutput = true };
        using Process bash = Process.Start(start)!;
        string output = await bash.StandardOutput.ReadToEndAsync();

        Assert.Equal(expected + "\n", output);
    }

    private static async Task<string[]> OffersAsync(string line)
    {
        string output = await Mig.OutputOfAsync($"[suggest:{line.Length}]", line);
        return [.. output.Split('\n', '\r').Where(offer => offer.Length > 0)];
    }
}
