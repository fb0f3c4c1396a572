using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG4001: what a session is to hold, before it holds it.</summary>
public sealed class LostResourceTests
{
    private const string Helpers =
        """

        [Arc(PreCopy, StopCopy), Arc(PreCopy, Running), Arc(StopCopy, Stop)]
        private void GoOn() { }

        private static void MayThrow() => throw new MigrationException(Errno.EIO);

        private static int Size() => throw new MigrationException(Errno.EIO);

        private static void CannotThrow() { }

        private static void LogBegin() => Console.WriteLine("begin");

        private Action _hook = delegate { };
        private FileStream _file;
        private static readonly FileStream s_file;
        private static FileStream Shared() => s_file;
        private static FileStream Make() => new("spool", FileMode.Create);

        """;

    private const string Sessions =
        """

        public class Spooled : SavingSession
        {
            public Spooled(IDisposable spool = null, int size = 0, IDisposable more = null) => Spool = spool;

            public IDisposable Spool { get; set; }

            protected override ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel) => new(0);

            protected override void OnClosed() => Spool?.Dispose();
        }
        """;

    [Theory]
    [InlineData("var file = {|#0:File.Create(\"x\")|}; MayThrow(); return new Spooled(file);", "MayThrow")]
    [InlineData("FileStream file; file = {|#0:new FileStream(\"x\", FileMode.Open)|}; MayThrow(); return new Spooled(file);", "MayThrow")]
    [InlineData("using var other = File.OpenRead(\"y\"); var file = {|#0:Make()|}; MayThrow(); return new Spooled(file);", "MayThrow")]
    [InlineData("var file = {|#0:MemoryPool<byte>.Shared.Rent(8)|}; if (file.Memory.Length < 8) throw new MigrationException(Errno.ENOMEM); return new Spooled(file);", "BeginSaving")]
    [InlineData("var file = {|#0:File.Create(\"x\")|}; file.SetLength(8); return new Spooled(file);", "SetLength")]
    [InlineData("var file = {|#0:File.Create(\"x\")|}; return new Spooled(file, Size());", "Size")]
    [InlineData("var file = {|#0:File.Create(\"x\")|}; _hook(); var session = new Spooled(); session.Spool = file; return session;", "Invoke")]
    [InlineData("Stream file = {|#0:File.Create(\"x\")|}; Check(file); return new Spooled(file); void Check(Stream s) { if (s.Length > 0) throw new MigrationException(Errno.EIO); }", "Check")]
    [InlineData("var file = {|#0:File.Create(\"x\")|}; for (int i = 0; i < 2; i++) MayThrow(); return new Spooled(file);", "MayThrow")]
    [InlineData("var file = {|#0:File.Create(\"x\")|}; MayThrow(); return SavingSession.FromBlock(() => { file.Dispose(); return default; });", "MayThrow")]
    [InlineData("var file = {|#0:CancellationTokenSource.CreateLinkedTokenSource(default(CancellationToken))|}; file.Token.ThrowIfCancellationRequested(); return new Spooled(file);", "ThrowIfCancellationRequested")]
    public Task What_throws_before_the_session_has_the_resource(string body, string cause) =>
        Rules.Verify(Driver($"private SavingSession BeginSaving() {{ {body} }}"), Expect("'file'", cause));

    [Fact]
    public Task In_an_asynchronous_handler() => Rules.Verify(
        Driver("private async ValueTask<SavingSession> BeginSaving(CancellationToken cancel) { var file = {|#0:File.Create(\"x\")|}; await StartAsync(cancel); return new Spooled(file); } private static async Task StartAsync(CancellationToken cancel) => await Task.Delay(1, cancel);"),
        Expect("'file'", "StartAsync"));

    [Fact]
    public Task In_a_helper_that_makes_the_session() => Rules.Verify(
        Driver("private SavingSession BeginSaving() => Create(); private Spooled Create() { var file = {|#0:File.Create(\"x\")|}; MayThrow(); return new(file); }"),
        Expect("'file'", "MayThrow"));

    [Fact]
    public Task In_the_arguments_of_the_session() => Rules.Verify(
        Driver("private SavingSession BeginSaving() => new Spooled({|#0:File.Create(\"x\")|}, Size());"),
        Expect("this FileStream", "Size"));

    [Fact]
    public Task Two_of_them() => Rules.Verify(
        Driver("private SavingSession BeginSaving() { var a = {|#0:File.Create(\"a\")|}; var b = File.Create(\"b\"); return new Spooled(a, 0, b); }"),
        Expect("'a'", "Create"));

    [Theory]
    // The session is there: the SDK closes it.
    [InlineData("var session = new Spooled(File.Create(\"x\")); MayThrow(); return session;")]
    [InlineData("var session = new Spooled(); MayThrow(); session.Spool = File.Create(\"x\"); return session;")]
    [InlineData("var session = new Spooled { Spool = File.Create(\"x\") }; MayThrow(); return session;")]
    [InlineData("SavingSession session = SavingSession.FromBlock(new byte[8]); MayThrow(); return session;")]
    // Nothing throws in between.
    [InlineData("var file = File.Create(\"x\"); return new Spooled(file);")]
    [InlineData("var file = File.Create(\"x\"); CannotThrow(); LogBegin(); Console.WriteLine(file.Name); return new Spooled(file);")]
    [InlineData("MayThrow(); var file = File.Create(\"x\"); long size = file.Length; return new Spooled(file, (int)size);")]
    [InlineData("var file = File.Create(\"x\"); ArgumentNullException.ThrowIfNull(file); return new Spooled(file);")]
    [InlineData("return new Spooled(File.Create(\"x\"), 8);")]
    [InlineData("return new Spooled(size: Size(), spool: File.Create(\"x\"));")]
    // Somebody minds.
    [InlineData("var file = File.Create(\"x\"); try { MayThrow(); return new Spooled(file); } catch { file.Dispose(); throw; }")]
    [InlineData("FileStream file = null; try { file = File.Create(\"x\"); MayThrow(); return new Spooled(file); } finally { file?.Dispose(); }")]
    [InlineData("using var file = File.Create(\"x\"); MayThrow(); return new Spooled(file);")]
    [InlineData("using (var file = File.Create(\"x\")) { MayThrow(); return new Spooled(file); }")]
    [InlineData("var file = File.Create(\"x\"); _file = file; MayThrow(); return new Spooled(file);")]
    [InlineData("var file = File.Create(\"x\"); if (file.Length > 0) { file.Dispose(); throw new MigrationException(Errno.EIO); } return new Spooled(file);")]
    [InlineData("var file = File.Create(\"x\"); Keep(file); MayThrow(); return new Spooled(file); void Keep(FileStream f) => _file = f;")]
    [InlineData("var file = File.Create(\"x\"); Action close = () => file.Dispose(); MayThrow(); return new Spooled(file);")]
    [InlineData("var writer = new StreamWriter(File.Create(\"x\")); return new Spooled(writer);")]
    // Not this method's to dispose, or nothing to dispose.
    [InlineData("var file = Shared(); MayThrow(); return new Spooled(file);")]
    [InlineData("var file = new MemoryStream(); MayThrow(); return new Spooled(file);")]
    [InlineData("var stop = new CancellationTokenSource(); MayThrow(); return new Spooled(stop);")]
    [InlineData("var file = _file; MayThrow(); return new Spooled(file);")]
    // It goes another way, which is other rules' business.
    [InlineData("var file = File.Create(\"x\"); MayThrow(); return new Spooled();")]
    public Task What_cannot_be_lost(string body) => Rules.Verify(Driver($"private SavingSession BeginSaving() {{ {body} }}"));

    [Fact]
    public Task Other_methods_and_other_classes_are_not_looked_at() => Rules.Verify(
        Driver("private SavingSession BeginSaving() => new Spooled(); private void Other() { var file = File.Create(\"x\"); MayThrow(); new Spooled(file); }")
        + "public static class Helper { public static Spooled Make() { var file = File.Create(\"x\"); file.SetLength(1); return new Spooled(file); } }");

    [Fact]
    public Task A_configuration_turns_it_off() => Rules.Verify(
        [Driver("private SavingSession BeginSaving() { var file = File.Create(\"x\"); MayThrow(); return new Spooled(file); }")],
        "dotnet_diagnostic.MIG4001.severity = none");

    [Theory]
    [InlineData("var file = File.Create(\"x\"); Later(); return new Spooled(file);")]
    [InlineData("var file = File.Create(; MayThrow(); return new Spooled(")]
    [InlineData("var file = new ; MayThrow(). return new Spooled(file, ,);")]
    public Task Half_typed_code_is_left_to_the_compiler(string body) => Rules.VerifyRulesOnly(
        Driver($"private SavingSession BeginSaving() {{ {body} }}"));

    private static string Driver(string handler) =>
        SessionDriver.WithSaving("[Arc(Running, PreCopy), Arc(Stop, StopCopy)]\n" + handler + Helpers) + Sessions;

    private static DiagnosticResult Expect(string what, string cause) => Rules.Expect(
        RuleIds.LostSession, 0, $"{what} is lost if '{cause}' throws: no session owns it yet, and nobody disposes it");
}
