using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG1010.</summary>
public sealed class DriverTypeTests
{
    [Fact]
    public Task A_static_class() => Rules.Verify(
        "[MigSdk.MigrationDriver] static partial class {|#0:Nic|} { }",
        Rules.Expect(RuleIds.DriverType, 0, "'Nic' cannot be a driver: a static class has no state"));

    [Fact]
    public Task A_file_local_class() => Rules.Verify(
        "[MigSdk.MigrationDriver] file partial class {|#0:Nic|} { }",
        Rules.Expect(RuleIds.DriverType, 0, "'Nic' cannot be a driver: generated members cannot be added to a file-local type"));

    [Fact]
    public Task A_class_in_a_file_local_one() => Rules.Verify(
        "file partial class Outer { [MigSdk.MigrationDriver] partial class {|#0:Nic|} { } }",
        Rules.Expect(RuleIds.DriverType, 0, "'Nic' cannot be a driver: generated members cannot be added inside a file-local type"));

    [Fact]
    public Task A_class_that_derives_from_a_driver() => Rules.Verify(
        Source.Flags1.Edit("sealed partial", "partial") + "[MigrationDriver] class {|#0:Special|} : Nic { }",
        Rules.Expect(RuleIds.DriverType, 0, "'Special' cannot be a driver: it derives from the driver Nic, which has a state machine already"));

    [Fact]
    public Task An_enum_that_is_no_spec() => Rules.Verify(
        "enum Colour { Red } [MigSdk.StateMachineDriver<Colour>] partial class {|#0:Lamp|} { }",
        Rules.Expect(RuleIds.DriverType, 0, "'Lamp' cannot be a driver: Colour is no spec; declare it as one with [StateMachineSpec]"));

    [Fact]
    public Task A_spec_that_is_less_accessible() => Rules.Verify(
        "[MigSdk.StateMachineSpec] enum Lone { On } [MigSdk.StateMachineDriver<Lone>] public partial class {|#0:Lamp|} { }",
        Rules.Expect(RuleIds.DriverType, 0, "'Lamp' cannot be a driver: its spec Lone is less accessible than the driver, whose members have it in their signatures"));

    [Fact]
    public Task A_spec_that_is_local_to_a_file() => Rules.Verify(
        "[MigSdk.StateMachineSpec] file enum Lone { On } [MigSdk.StateMachineDriver<Lone>] partial class {|#0:Lamp|} { }",
        Rules.Expect(RuleIds.DriverType, 0, "'Lamp' cannot be a driver: generated members cannot name its spec Lone, which is local to a file"));

    [Fact]
    public Task A_driver_of_two_specs() => Rules.Verify(
        Source.Flags1.Edit("class Nic", "class {|#0:Nic|}").Edit("[MigrationDriver]", "[MigrationDriver, StateMachineDriver<Rfc2022State>]"),
        Rules.Expect(RuleIds.DriverType, 0, "'Nic' cannot be a driver: it is a driver of another spec already"));

    [Fact]
    public Task A_class_that_only_derives_from_a_driver_is_none() => Rules.Verify(
        Source.Flags1.Edit("sealed partial", "partial") + "public class Special : Nic { }");

    [Fact]
    public Task A_struct_is_the_compilers_to_report() => Rules.Verify(
        "[{|#0:MigSdk.MigrationDriver|}] partial struct Nic { }",
        Rules.CompilerError("CS0592", 0));

    [Fact]
    public Task A_spec_that_is_being_typed_is_the_compilers_to_report() => Rules.Verify(
        "[MigSdk.{|#0:StateMachineSpe|}] enum Colour { Red } [MigSdk.StateMachineDriver<Colour>] partial class Lamp { }",
        Rules.CompilerError("CS0234", 0),
        Rules.CompilerError("CS0234", 0));
}
