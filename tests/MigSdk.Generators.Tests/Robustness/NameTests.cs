using Xunit;

namespace MigSdk.Generators.Tests;

/// <summary>Names of the user's choice do no harm to generated code.</summary>
public sealed class NameTests
{
    [Theory]
    [InlineData("class")]
    [InlineData("event")]
    [InlineData("record")]
    [InlineData("required")]
    [InlineData("scoped")]
    [InlineData("file")]
    [InlineData("partial")]
    [InlineData("var")]
    [InlineData("where")]
    [InlineData("field")]
    [InlineData("global")]
    [InlineData("dynamic")]
    [InlineData("nint")]
    [InlineData("extension")]
    [InlineData("__makeref")]
    public void A_keyword_may_be_the_name_of_anything(string keyword) => GeneratorRun.Of(KeywordSource(keyword)).AssertClean();

    private static string KeywordSource(string keyword) => $$"""
        using System.Threading.Tasks;
        using MigSdk;
        namespace Devices.@{{keyword}}.Inner;

        /// <summary>A spec.</summary>
        [StateMachineSpec(Initial = (long)@{{keyword}}.@{{keyword}})]
        [SpecArc<@{{keyword}}>(@{{keyword}}.@{{keyword}}, @{{keyword}}.Other, Opens = SessionKind.Saving)]
        [SpecArc<@{{keyword}}>(@{{keyword}}.Other, @{{keyword}}.@{{keyword}})]
        public enum @{{keyword}}
        {
            /// <summary>A state.</summary>
            @{{keyword}},
            /// <summary>Another.</summary>
            Other,
        }

        /// <summary>What is around.</summary>
        public partial class Outer
        {
            /// <summary>A driver.</summary>
            [StateMachineDriver<global::Devices.@{{keyword}}.Inner.@{{keyword}}>]
            public partial class @{{keyword}}<@T{{keyword}}>
            {
                [Arc<global::Devices.@{{keyword}}.Inner.@{{keyword}}>(
                    global::Devices.@{{keyword}}.Inner.@{{keyword}}.@{{keyword}}, global::Devices.@{{keyword}}.Inner.@{{keyword}}.Other)]
                private async Task<Session> @_{{keyword}}() { await Task.Yield(); return null!; }

                [Arc<global::Devices.@{{keyword}}.Inner.@{{keyword}}>(
                    global::Devices.@{{keyword}}.Inner.@{{keyword}}.Other, global::Devices.@{{keyword}}.Inner.@{{keyword}}.@{{keyword}})]
                private async Task Back(Session session) => await Task.Yield();

                [OnReset] private void Clear() { }

                internal abstract class Session : SavingSession { }
            }
        }
        """;

    [Theory]
    [InlineData("class")]
    [InlineData("await")]
    [InlineData("step")]
    [InlineData("target")]
    public void A_keyword_may_be_the_name_of_a_handler(string name) => GeneratorRun.Of(Texts.LampSpec, $$"""
        using System.Threading.Tasks;
        using MigSdk;
        using Devices;
        [StateMachineDriver<Lamp>] partial class Nic
        {
            [Arc<Lamp>(Lamp.Off, Lamp.On)] private Task @{{name}}() => Task.CompletedTask;
            [Arc<Lamp>(Lamp.On, Lamp.Off)] private static Task @{{name}}(ArcContext<Lamp> step) => Task.CompletedTask;
        }
        """).AssertClean();

    [Theory]
    [InlineData("System")]
    [InlineData("MigSdk")]
    [InlineData("String")]
    [InlineData("Task")]
    [InlineData("Exception")]
    [InlineData("ValueTask")]
    [InlineData("ReadOnlySpan")]
    [InlineData("Errno")]
    [InlineData("Engine")]
    [InlineData("Lamp")]
    [InlineData("State")]
    [InlineData("Int32")]
    public void A_type_beside_or_around_the_driver_may_have_a_name_that_generated_code_uses(string name)
    {
        string driver = $$"""
            using global::MigSdk;
            using Spec = global::Devices.Lamp;
            namespace Devices.Foo
            {
                internal class {{name}} { }
                [StateMachineDriver<Spec>] partial class Nic
                {
                    [Arc<Spec>(Spec.Off, Spec.On), Arc<Spec>(Spec.On, Spec.Off)] private void Switch() { }
                }
                partial class Outer
                {
                    private class {{name}} { }
                    [StateMachineDriver<Spec>] partial class Nic
                    {
                        [Arc<Spec>(Spec.Off, Spec.On)] private async global::System.Threading.Tasks.Task On() =>
                            await global::System.Threading.Tasks.Task.Yield();
                        [Arc<Spec>(Spec.On, Spec.Off)] private void Off() { }
                    }
                }
            }
            """;
        GeneratorRun.Of(Texts.LampSpec, driver).AssertClean();
    }

    [Theory]
    [InlineData("Foo.MigSdk")]
    [InlineData("MigSdk.Foo")]
    [InlineData("Foo.System")]
    [InlineData("System.Foo")]
    [InlineData("Foo.System.Threading")]
    public void A_namespace_may_end_or_begin_like_those_that_generated_code_uses(string name) => GeneratorRun.Of(
        Texts.LampSpec, Texts.LampDriver, Texts.LampDriver.Replace("using MigSdk;", "using global::MigSdk;\nusing Devices;")
            .Replace("namespace Devices", "namespace " + name)).AssertClean();

    [Fact]
    public void Overloads_of_generated_methods_are_no_obstacle() => GeneratorRun.Of(Texts.LampSpec, Texts.LampDriver, """
        namespace Devices;
        partial class DeskLamp
        {
            /// <summary>An overload.</summary>
            public void Reset(int hard) { }
            /// <summary>An overload.</summary>
            public static bool ArcSupported(Lamp to) => ArcSupported(Lamp.Off, to);
            /// <summary>An overload.</summary>
            public static int GetPath(string text) => text.Length;
            /// <summary>An overload.</summary>
            public void SetState(string text) { }
        }
        """).AssertClean();

    [Fact]
    public void Two_arcs_whose_names_run_together_have_steps_of_their_own() => GeneratorRun.Of("""
        using MigSdk;
        [StateMachineSpec]
        [SpecArc<S>(S.A, S.B_C), SpecArc<S>(S.A_B, S.C), SpecArc<S>(S.B_C, S.A_B), SpecArc<S>(S.C, S.A)]
        enum S { A, A_B, B_C, C }
        [StateMachineDriver<S>] partial class Nic
        {
            [Arc<S>(S.A, S.B_C), Arc<S>(S.A_B, S.C), Arc<S>(S.B_C, S.A_B), Arc<S>(S.C, S.A)] void Step() { }
        }
        """).AssertClean();

    [Fact]
    public void Obsolete_states_and_handlers_are_the_authors_matter() => GeneratorRun.Of(
        Texts.LampSpec.Replace("[Optional] Bright", "[Optional, System.Obsolete(\"too hot\")] Bright"),
        Texts.LampDriver.Replace("private void Dim", "[System.Obsolete] private void Dim")).AssertClean();
}
