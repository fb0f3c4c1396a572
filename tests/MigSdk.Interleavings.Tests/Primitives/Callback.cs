using System;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading;

namespace MigSdk.Interleavings.Tests;

/// <summary>One callback of a source.</summary>
internal sealed class Callback
{
    // A real registration of a source that is never cancelled: something that the callback can be found by.
    private static readonly ConditionalWeakTable<object, Callback> All = [];
    private static readonly FieldInfo NodeField = typeof(CancellationTokenRegistration).GetField(
        "_node", BindingFlags.Instance | BindingFlags.NonPublic)!;

    private readonly Action _action;

    internal Callback(Cancellation source, Action action)
    {
        Source = source;
        _action = action;
        Registration = new CancellationTokenSource().Token.UnsafeRegister(static _ => { }, null);
        All.Add(NodeOf(Registration)!, this);
    }

    internal Cancellation Source { get; }

    internal CancellationTokenRegistration Registration { get; }

    /// <summary>Who is inside it; null where nobody is.</summary>
    internal Actor? Caller { get; set; }

    internal static Callback? Of(CancellationTokenRegistration registration) =>
        NodeOf(registration) is { } node && All.TryGetValue(node, out Callback? callback) ? callback : null;

    internal void Call()
    {
        Caller = Execution.Current is null ? null : Execution.Self;
        _action();
    }

    private static object? NodeOf(CancellationTokenRegistration registration) => NodeField.GetValue(registration);
}
