using System.Threading.Tasks;
using MigSdk.Analyzers.Tests;
using Xunit;

namespace MigSdk.CodeFixes.Tests;

/// <summary>MIG1001.</summary>
public sealed class DriverNotPartialFixTests
{
    [Fact]
    public Task A_class_becomes_partial() => Fixes.Verify<DriverNotPartialFix>(
        Source.Flags1.Edit("sealed partial class Nic", "sealed class {|MIG1001:Nic|}"),
        Source.Flags1);

    [Fact]
    public Task A_record_without_modifiers_keeps_its_comments() => Fixes.Verify<DriverNotPartialFix>(
        Source.Power.Edit("public partial record Full", "// The full set.\n/* all */ record {|MIG1001:Full|}"),
        Source.Power.Edit("public partial record Full", "// The full set.\n/* all */ partial record Full"));

    [Fact]
    public Task The_types_around_a_driver_become_partial_with_it() => Fixes.Verify<DriverNotPartialFix>(
        Source.Flags5.Edit("static partial class Family<T>", "static class {|MIG1001:Family|}<T>").Edit("partial class Nic", "class {|MIG1001:Nic|}"),
        Source.Flags5,
        rounds: 2);

    [Fact]
    public Task A_type_around_alone() => Fixes.Verify<DriverNotPartialFix>(
        Source.Flags5.Edit("static partial class Family<T>", "interface {|MIG1001:Family|}<T>"),
        Source.Flags5.Edit("static partial class", "partial interface"));

    [Fact]
    public Task Several_drivers_in_several_files() => Fixes.Verify<DriverNotPartialFix>(
        [
            Source.Flags1.Edit("sealed partial class Nic", "sealed class {|MIG1001:Nic|}"),
            Source.Power.Edit("partial class Plain", "class {|MIG1001:Plain|}").Edit("partial class WithD1", "class {|MIG1001:WithD1|}"),
        ],
        [Source.Flags1, Source.Power],
        rounds: 3);

    [Fact]
    public Task Ends_of_lines_and_tabs_stay() => Fixes.Verify<DriverNotPartialFix>(
        Crlf(Source.Flags1.Edit("sealed partial class Nic", "sealed\n\tclass {|MIG1001:Nic|}")),
        Crlf(Source.Flags1.Edit("sealed partial class Nic", "sealed\n\tpartial class Nic")));

    private static string Crlf(string source) => source.ReplaceLineEndings("\r\n").TrimEnd();
}
