using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace MigSdk.Generators.Tests;

/// <summary>The generated part fits the class wherever and however it is declared.</summary>
public sealed class TypeShapeTests
{
    [Theory]
    [InlineData("[LAMP] partial class Nic { DRIVER }")]
    [InlineData("namespace A.B { [LAMP] partial class Nic { DRIVER } }")]
    [InlineData("[LAMP] abstract partial class Nic { DRIVER }")]
    [InlineData("[LAMP] partial record Nic { DRIVER }")]
    [InlineData("[LAMP] sealed partial record class Nic(int Port) { DRIVER }")]
    [InlineData("[LAMP] unsafe partial class Nic { DRIVER }")]
    [InlineData("partial class Outer { [LAMP] private partial class Nic { DRIVER } }")]
    [InlineData("static partial class Outer { [LAMP] protected internal partial class Nic { DRIVER } }")]
    [InlineData("partial struct Outer { [LAMP] partial class Nic { DRIVER } }")]
    [InlineData("readonly partial struct Outer { [LAMP] partial class Nic { DRIVER } }")]
    [InlineData("ref partial struct Outer { [LAMP] partial class Nic { DRIVER } }")]
    [InlineData("partial record Outer { [LAMP] partial class Nic { DRIVER } }")]
    [InlineData("partial record struct Outer { [LAMP] partial class Nic { DRIVER } }")]
    [InlineData("partial interface IOuter { [LAMP] partial class Nic { DRIVER } }")]
    [InlineData("partial class A { partial struct B { partial record C { [LAMP] partial class Nic { DRIVER } } } }")]
    [InlineData("[LAMP] partial class Nic<T> { DRIVER }")]
    [InlineData("[LAMP] partial class Nic<T> where T : struct, System.IDisposable { DRIVER }")]
    [InlineData("[LAMP] partial class Nic<@class, TKey> where @class : notnull { DRIVER }")]
    [InlineData("partial class Outer<T> where T : new() { [LAMP] partial class Nic<U> where U : T { DRIVER } }")]
    [InlineData("partial interface IOuter<T> { [LAMP] partial class Nic { DRIVER } }")]
    [InlineData("class Device { } [LAMP] partial class Nic : Device { DRIVER }")]
    public void A_driver_of_any_shape_compiles_clean(string declaration)
    {
        GeneratorRun run = GeneratorRun.Of(Texts.LampSpec, Texts.LampDriverAs(declaration)).AssertClean();
        Assert.Single(run.Sources);
    }

    [Fact]
    public void A_driver_may_have_a_primary_constructor() => GeneratorRun.Of(GeneratorRun.Compile(
        GeneratorRun.Options(LanguageVersion.Latest),
        Texts.LampSpec,
        Texts.LampDriverAs("[LAMP] partial class Nic(int port) { public int Port => port; DRIVER }"))).AssertClean();

    [Theory]
    [InlineData("public", "internal", 0)]
    [InlineData("public", "public", 1)]
    [InlineData("internal", "internal", 1)]
    [InlineData("internal", "file", 0)]
    public void A_spec_must_be_as_accessible_as_its_driver(string driver, string spec, int files)
    {
        GeneratorRun run = GeneratorRun.Of($$"""
            using MigSdk;
            [StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.A)] {{spec}} enum S { A, B }
            [StateMachineDriver<S>] {{driver}} partial class Nic { [Arc<S>(S.A, S.B), Arc<S>(S.B, S.A)] void Step() { } }
            """).AssertClean();
        Assert.Equal(files, run.Sources.Count);
    }

    [Theory]
    [InlineData("private", "private", 1)]
    [InlineData("internal", "private", 0)]
    [InlineData("private", "protected", 1)]
    [InlineData("public", "internal", 1)]
    public void A_spec_may_be_nested_beside_its_driver(string driver, string spec, int files)
    {
        GeneratorRun run = GeneratorRun.Of($$"""
            using MigSdk;
            partial class Outer
            {
                [StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.A)] {{spec}} enum S { A, B }
                [StateMachineDriver<S>] {{driver}} partial class Nic { [Arc<S>(S.A, S.B), Arc<S>(S.B, S.A)] void Step() { } }
            }
            """).AssertClean();
        Assert.Equal(files, run.Sources.Count);
    }

    [Theory]
    [InlineData("[LAMP] class Nic { DRIVER }")]
    [InlineData("class Outer { [LAMP] partial class Nic { DRIVER } }")]
    [InlineData("[LAMP] static partial class Nic { static void M() { } }")]
    [InlineData("[LAMP] file partial class Nic { DRIVER }")]
    [InlineData("file partial class Outer { [LAMP] partial class Nic { DRIVER } }")]
    [InlineData("[LAMP] partial class Nic { DRIVER } [LAMP] partial class Derived : Nic { }", 1)]
    public void A_class_that_cannot_be_given_members_is_left_alone(string declaration, int files = 0)
    {
        GeneratorRun run = GeneratorRun.Of(Texts.LampSpec, Texts.LampDriverAs(declaration)).AssertClean();
        Assert.Equal(files, run.Sources.Count);
    }

    [Theory]
    [InlineData("[LAMP] partial struct Nic { DRIVER }", "CS0592")]
    [InlineData("[LAMP] partial record struct Nic { DRIVER }", "CS0592")]
    [InlineData("[LAMP] partial interface INic { }", "CS0592")]
    [InlineData("partial interface IOuter<in T> { [LAMP] partial class Nic { DRIVER } }", "CS8427")]
    public void Where_the_declaration_itself_is_wrong_nothing_is_added_to_the_error(string declaration, string error) =>
        Assert.Equal(error, GeneratorRun.Of(Texts.LampSpec, Texts.LampDriverAs(declaration)).ProblemIds);

    [Fact]
    public void Types_that_differ_in_arity_or_namespace_or_case_only_have_files_of_their_own()
    {
        GeneratorRun run = GeneratorRun.Of(Texts.LampSpec, Texts.LampDriverAs("""
            namespace A
            {
                [LAMP] partial class Nic { DRIVER }
                [LAMP] partial class Nic<T> { DRIVER }
                [LAMP] partial class Nic<T, U> { DRIVER }
                [LAMP] partial class NIC { DRIVER }
                [LAMP] partial class Nic_1 { DRIVER }
                partial class Outer { [LAMP] public partial class Nic { DRIVER } }
                partial class Outer<T> { [LAMP] public partial class Nic { DRIVER } }
            }
            namespace B
            {
                [LAMP] partial class Nic { DRIVER }
            }
            """)).AssertClean();
        Assert.Equal(8, run.Sources.Count);
        Assert.Equal(8, run.Sources.Keys.Select(name => name.ToUpperInvariant()).Distinct().Count());
    }

    [Fact]
    public void A_driver_may_lie_in_several_files()
    {
        GeneratorRun run = GeneratorRun.Of(
            Texts.LampSpec,
            "namespace Devices; partial class DeskLamp { [MigSdk.Arc<Lamp>(Lamp.On, Lamp.Off)] void Off() { } }",
            "namespace Devices; [MigSdk.StateMachineDriver<Lamp>] partial class DeskLamp { }",
            "namespace Devices; partial class DeskLamp { [MigSdk.Arc<Lamp>(Lamp.Off, Lamp.On)] void On() { } }").AssertClean();
        Assert.Contains("this.Off();", run.Source);
        Assert.Contains("this.On();", run.Source);
    }

    [Fact]
    public void An_attribute_on_two_parts_of_a_class_is_one_error_and_one_file()
    {
        GeneratorRun run = GeneratorRun.Of(
            Texts.LampSpec, Texts.LampDriver, "[MigSdk.StateMachineDriver<Devices.Lamp>] partial class A { }",
            "namespace Devices; [MigSdk.StateMachineDriver<Lamp>] partial class DeskLamp { }");
        Assert.Equal("CS0579", run.ProblemIds);
        Assert.Equal(2, run.Sources.Count);
    }

    [Fact]
    public void A_class_with_both_driver_attributes_is_a_driver_of_the_first()
    {
        GeneratorRun run = GeneratorRun.Of(Texts.LampSpec, Texts.LampDriver.Replace("/// <summary>A dev", "[MigrationDriver]\n/// <summary>A dev"));
        Assert.Contains("the spec MigrationState", run.AssertClean().Source);
    }

    [Fact]
    public void Handlers_may_be_static_virtual_partial_or_of_a_generic_class()
    {
        GeneratorRun run = GeneratorRun.Of(Texts.LampSpec, Texts.LampDriverAs("""
            namespace Devices;
            /// <summary>A base.</summary>
            public abstract class Device { internal abstract void Dim(); }
            /// <summary>A device.</summary>
            [StateMachineDriver<Lamp>(Lamp.Bright)]
            public partial class Generic<T> : Device
            {
                [Arc<Lamp>(Lamp.Off, Lamp.On)] private static void step(ArcContext<Lamp> arc) { }
                [Arc<Lamp>(Lamp.On, Lamp.Off)] private protected virtual void SwitchOff(in ArcContext<Lamp> arc) { }
                [Arc<Lamp>(Lamp.On, Lamp.Bright)] internal sealed override void Dim() { }
                [Arc<Lamp>(Lamp.Bright, Lamp.On)] private partial void Undim();
                private partial void Undim() { }
                [OnReset] private static void step() { }
            }
            """)).AssertClean();
        Assert.DoesNotContain("has no handler", run.Source);
    }
}
