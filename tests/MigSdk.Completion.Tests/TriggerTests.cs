using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Completion.Tests;

/// <summary>At which key presses the list comes up by itself.</summary>
public sealed class TriggerTests
{
    [Theory]
    [InlineData("[Arc($$)]")]
    [InlineData("[Arc($$")]
    [InlineData("[Arc(Stop,$$)]")]
    [InlineData("[Arc(Stop, $$)]")]
    [InlineData("[Arc(Stop, S$$)]")]
    [InlineData("[Arc(S$$)]")]
    [InlineData("[Arc(MigrationState.$$)]")]
    [InlineData("[Arc(to: $$)]")]
    [InlineData("[Arc (Stop,\n        $$)]")]
    [InlineData("[Arc<MigrationState>($$)]")]
    [InlineData("[MigSdk.ArcAttribute < MigSdk.MigrationState > ($$)]")]
    [InlineData("[OnEnter($$)]")]
    [InlineData("[OnExitAttribute($$)]")]
    public async Task Where_an_argument_begins(string attribute) => Assert.NotEmpty((await TypeAsync(attribute)).Names);

    [Theory]
    [InlineData("[Arc(Sto$$)]")]
    [InlineData("[Arc$$]")]
    [InlineData("[Arc<$$>]")]
    [InlineData("[$$]")]
    [InlineData("private void Arc($$) { }")]
    [InlineData("private int i = Arc($$);")]
    [InlineData("// [Arc($$)]")]
    [InlineData("private string s = \"[Arc($$)]\";")]
    public async Task And_nowhere_else(string member) => Assert.Empty((await TypeAsync(member)).Names);

    private static Task<Completions> TypeAsync(string member) => Completing.TypeAsync(
        $$"""
        using MigSdk;
        using static MigSdk.MigrationState;

        [MigrationDriver]
        public partial class Nic
        {
            {{member}}
        }
        """);
}
