using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;

namespace MigSdk.Interleavings.Tests;

/// <summary>The callbacks of one source.</summary>
internal sealed class Cancellation
{
    internal const string Name = "token";

    private static readonly ConditionalWeakTable<CancellationTokenSource, Cancellation> All = [];

    private readonly CancellationTokenSource _source;
    private readonly List<Callback> _callbacks = [];

    private Cancellation(CancellationTokenSource source) => _source = source;

    internal bool HasCallbacks => _callbacks.Count > 0;

    /// <summary>Where it is linked to others, the registrations there.</summary>
    internal CancellationTokenRegistration[] Links { get; set; } = [];

    internal static Cancellation Of(CancellationTokenSource source) => All.GetValue(source, static source => new Cancellation(source));

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_source")]
    internal static extern ref CancellationTokenSource? SourceOf(ref CancellationToken token);

    internal CancellationTokenRegistration Add(Action action)
    {
        var callback = new Callback(this, action);
        _callbacks.Add(callback);
        return callback.Registration;
    }

    internal void Clear() => _callbacks.Clear();

    internal void Remove(Callback callback)
    {
        Step.To(Access.Both, _source, "leaves", Name);
        if (!_callbacks.Remove(callback) && callback.Caller is { } caller && caller != Execution.Self)
            Step.Until(() => callback.Caller is null, _source, "waits for a callback of", Name);
    }

    /// <summary>Calls the callbacks, the last one first, as long as there are any.</summary>
    internal void Call()
    {
        while (true)
        {
            if (!HasCallbacks)
                return;
            Step.To(Access.Both, _source, "takes a callback of", Name);
            if (!HasCallbacks)
                return;
            Callback callback = _callbacks[^1];
            _callbacks.RemoveAt(_callbacks.Count - 1);
            callback.Call();
            Step.To(Access.Both, _source, "has called a callback of", Name);
            callback.Caller = null;
        }
    }
}
