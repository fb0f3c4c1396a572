using System.Threading.Tasks;
using Xunit;

namespace MigSdk.CodeFixes.Tests;

/// <summary>MIG1010.</summary>
public sealed class DriverTypeFixTests
{
    private const string Handlers =
        " { [Arc<Lone>(Lone.On, Lone.Off), Arc<Lone>(Lone.Off, Lone.On)] static void Move() { } }";

    private const string Spec =
        "\n[StateMachineSpec, SpecArc<Lone>(Lone.On, Lone.Off), SpecArc<Lone>(Lone.Off, Lone.On)] enum Lone { On, Off }\n";

    [Theory]
    [InlineData("/* c */ static partial class {|MIG1010:Lamp|}", "/* c */ partial class Lamp")]
    [InlineData("internal static partial class {|MIG1010:Lamp|}", "internal partial class Lamp")]
    [InlineData("file partial class {|MIG1010:Lamp|}", "partial class Lamp")]
    [InlineData("file sealed partial class {|MIG1010:Lamp|}<T>", "sealed partial class Lamp<T>")]
    public Task A_modifier_that_no_driver_can_have_goes(string wrong, string right) => Fixes.Verify<DriverTypeFix>(
        "using MigSdk;" + Spec + "[StateMachineDriver<Lone>] " + wrong + Handlers,
        "using MigSdk;" + Spec + "[StateMachineDriver<Lone>] " + right + Handlers);

    [Fact]
    public Task A_file_local_type_around_drivers_and_a_static_class_in_parts() => Fixes.Verify(
        // Fix All over the project takes two rounds here: a class in parts is static until the last part is mended.
        new FixTest<DriverTypeFix>
        {
            CodeFixTestBehaviors = Microsoft.CodeAnalysis.Testing.CodeFixTestBehaviors.SkipLocalDiagnosticCheck
                | Microsoft.CodeAnalysis.Testing.CodeFixTestBehaviors.SkipFixAllInProjectCheck | Microsoft.CodeAnalysis.Testing.CodeFixTestBehaviors.SkipFixAllInSolutionCheck,
        },
        [
            "using MigSdk;" + Spec + "file partial class Outer { [StateMachineDriver<Lone>] partial class {|MIG1010:A|}" + Handlers + " [StateMachineDriver<Lone>] partial class {|MIG1010:B|}" + Handlers + " }",
            "using MigSdk; [StateMachineDriver<Lone>] static partial class {|MIG1010:C|}" + Handlers,
            "static partial class C { }",
        ],
        [
            "using MigSdk;" + Spec + "partial class Outer { [StateMachineDriver<Lone>] partial class A" + Handlers + " [StateMachineDriver<Lone>] partial class B" + Handlers + " }",
            "using MigSdk; [StateMachineDriver<Lone>] partial class C" + Handlers,
            "partial class C { }",
        ],
        rounds: 2);

    [Theory]
    [InlineData("enum Colour { Red } [StateMachineDriver<Colour>] partial class {|MIG1010:Lamp|} { }")]
    [InlineData("[StateMachineDriver<Lone>] public partial class {|MIG1010:Lamp|} { }")]
    public Task What_has_more_than_one_answer_is_left(string driver) => Fixes.VerifyNone<DriverTypeFix>("using MigSdk;" + Spec + driver);

    [Fact]
    public Task A_name_that_another_file_has_too_stays_in_its_file() => Fixes.Verify<DriverTypeFix>(
        ["using MigSdk;" + Spec + "[StateMachineDriver<Lone>] file partial class {|MIG1010:Lamp|}" + Handlers, "class Lamp { }"],
        ["using MigSdk;" + Spec + "[StateMachineDriver<Lone>] file partial class {|MIG1010:Lamp|}" + Handlers, "class Lamp { }"],
        rounds: 0);
}
