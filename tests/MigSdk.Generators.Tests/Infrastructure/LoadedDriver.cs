using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace MigSdk.Generators.Tests;

/// <summary>A generated driver that was compiled and loaded, asked through its static members.</summary>
/// <remarks>States are numbers here: the bits of their values, so that a test can ask for any.</remarks>
internal abstract class LoadedDriver
{
    /// <summary>The value of each state's name.</summary>
    internal abstract IReadOnlyDictionary<string, long> States { get; }

    /// <summary>The value that a state with these bits has: those of them that the enum has room for.</summary>
    internal abstract long Truncate(long bits);

    internal abstract bool ArcSupported(long from, long to);

    internal abstract long? TryGetNextState(long current, long target);

    internal abstract long[] GetPath(long current, long target);

    internal abstract (long From, long To)[] SupportedTransitions { get; }

    /// <summary>Makes a driver with a log of the arcs that it takes.</summary>
    internal abstract LiveDriver Start();

    /// <summary>Compiles sources, which must be clean, and loads the driver in them.</summary>
    internal static LoadedDriver Of(string driver, params string[] sources)
    {
        GeneratorRun run = GeneratorRun.Of(sources).AssertClean();
        using var image = new MemoryStream();
        EmitResult result = run.Output.WithAssemblyName("Loaded" + Guid.NewGuid().ToString("n")).Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        Type type = Assembly.Load(image.ToArray()).GetType(driver, throwOnError: true)!;
        Type state = type.GetInterfaces().Single(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IStateMachineDriver<>))
            .GetGenericArguments()[0];
        return (LoadedDriver)Activator.CreateInstance(typeof(LoadedDriver<,>).MakeGenericType(type, state))!;
    }
}

/// <summary>An instance of a loaded driver.</summary>
internal abstract class LiveDriver
{
    internal abstract long State { get; }

    /// <summary>The arcs that were taken, as handlers have written them with <c>Log</c>.</summary>
    internal abstract List<string> Log { get; }

    internal abstract void SetState(long target);

    internal abstract void Reset();
}

internal sealed class LoadedDriver<TDriver, TState> : LoadedDriver
    where TDriver : IStateMachineDriver<TState>, new()
    where TState : struct, Enum
{
    internal override IReadOnlyDictionary<string, long> States { get; } =
        Enum.GetNames<TState>().ToDictionary(name => name, name => Bits(Enum.Parse<TState>(name)));

    internal override (long From, long To)[] SupportedTransitions =>
        [.. TDriver.SupportedTransitions.Select(pair => (Bits(pair.From), Bits(pair.To)))];

    internal override long Truncate(long bits) => Bits(State(bits));

    internal override bool ArcSupported(long from, long to) => TDriver.ArcSupported(State(from), State(to));

    internal override long? TryGetNextState(long current, long target)
    {
        bool isSupported = TDriver.TryGetNextState(State(current), State(target), out TState next);
        if (!isSupported)
            Assert.Equal(State(current), next);
        return isSupported ? Bits(next) : null;
    }

    internal override long[] GetPath(long current, long target) =>
        [.. TDriver.GetPath(State(current), State(target)).ToArray().Select(Bits)];

    internal override LiveDriver Start() => new Live(new TDriver());

    private static TState State(long bits) => (TState)Enum.ToObject(typeof(TState), bits);

    private static long Bits(TState state) => Enum.GetUnderlyingType(typeof(TState)) == typeof(ulong)
        ? unchecked((long)Convert.ToUInt64(state))
        : Convert.ToInt64(state);

    private sealed class Live(TDriver driver) : LiveDriver
    {
        internal override long State => Bits(driver.State);

        internal override List<string> Log => (List<string>)typeof(TDriver).GetField("Log")!.GetValue(driver)!;

        internal override void SetState(long target)
        {
            try
            {
                typeof(TDriver).GetMethod("SetState", [typeof(TState)])!.Invoke(driver, [LoadedDriver<TDriver, TState>.State(target)]);
            }
            catch (TargetInvocationException failure)
            {
                throw failure.InnerException!;
            }
        }

        internal override void Reset() => driver.Reset();
    }
}
