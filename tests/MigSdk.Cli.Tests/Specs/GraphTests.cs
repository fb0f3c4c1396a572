using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Cli.Tests;

public sealed class GraphTests
{
    [Fact]
    public async Task A_spec_is_drawn_in_Mermaid_and_in_DOT()
    {
        string mermaid = await Mig.OutputOfAsync("spec", "graph", "vfio");
        Assert.StartsWith("stateDiagram-v2\n", mermaid);
        Assert.Contains("    Stop --> StopCopy : opens Saving\n", mermaid);

        string dot = await Mig.OutputOfAsync("spec", "graph", "vfio", "--format", "dot");
        Assert.StartsWith("digraph \"MigrationState\" {\n", dot);
        Assert.Contains("\"Stop\" -> \"StopCopy\" [label=\"opens Saving\"];\n", dot);
    }

    [Fact]
    public async Task Scripts_get_the_drawing_in_a_document()
    {
        (_, JsonElement document) = await Mig.JsonOfAsync("spec", "graph", Fleet.Assembly + ":Lamp", "-f", "dot");

        Assert.Equal("Lamp", document.GetProperty("spec").GetString());
        Assert.Equal("dot", document.GetProperty("format").GetString());
        Assert.StartsWith("digraph \"Lamp\"", document.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Another_language_is_refused()
    {
        MigRun run = await Mig.RunAsync("spec", "graph", "vfio", "--format", "svg");

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("svg", run.Error);
    }
}
