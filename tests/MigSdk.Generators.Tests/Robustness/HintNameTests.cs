using System.Linq;
using Xunit;

namespace MigSdk.Generators.Tests;

/// <summary>Names of generated files.</summary>
public sealed class HintNameTests
{
    [Fact]
    public void A_name_is_readable_and_hashed() => Assert.Matches(
        @"^Devices\.DeskLamp\.[0-9a-f]{8}\.g\.cs$", GeneratorRun.Of(Texts.LampSpec, Texts.LampDriver).Sources.Keys.Single());

    [Fact]
    public void Names_of_any_length_stay_short_and_unique()
    {
        string scope = new('N', 300);
        string type = new('T', 300);
        GeneratorRun run = GeneratorRun.Of(Texts.LampSpec, Texts.LampDriverAs($$"""
            namespace {{scope}}.A { [LAMP] partial class {{type}} { DRIVER } }
            namespace {{scope}}.B { [LAMP] partial class {{type}} { DRIVER } }
            """)).AssertClean();
        Assert.Equal(2, run.Sources.Count);
        Assert.All(run.Sources.Keys, name => Assert.InRange(name.Length, 20, 100));
    }

    [Fact]
    public void Letters_of_any_script_are_kept_and_everything_else_is_replaced()
    {
        GeneratorRun run = GeneratorRun.Of(Texts.LampSpec, Texts.LampDriverAs("partial class Gerät<T> { [LAMP] partial class 灯 { DRIVER } }"));
        Assert.StartsWith("Gerät_1_灯.", run.AssertClean().Sources.Keys.Single());
    }
}
