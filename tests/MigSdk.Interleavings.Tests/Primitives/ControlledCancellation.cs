using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Interleavings.Tests;

/// <summary>
/// Sources of cancellation. The real one is cancelled as well, so that whoever holds its token sees it; the callbacks of
/// controlled code are kept here, because a real source would call some of them from the real pool.
/// </summary>
[Replaces(typeof(CancellationTokenSource))]
public static class ControlledTokenSource
{
    public static bool get_IsCancellationRequested(CancellationTokenSource target)
    {
        Step.To(Access.Read, target, "asks", Cancellation.Name);
        return target.IsCancellationRequested;
    }

    public static void Cancel(CancellationTokenSource target)
    {
        Step.To(Access.Both, target, "cancels", Cancellation.Name);
        if (!target.IsCancellationRequested)
        {
            target.Cancel();
            Cancellation.Of(target).Call();
        }
    }

    public static Task CancelAsync(CancellationTokenSource target)
    {
        Step.To(Access.Both, target, "cancels", Cancellation.Name);
        if (!target.IsCancellationRequested)
        {
            target.Cancel();
            Cancellation cancellation = Cancellation.Of(target);
            if (cancellation.HasCallbacks)
                Step.Spawn(null, cancellation, "begins callbacks of", Cancellation.Name, cancellation.Call);
        }

        return Task.CompletedTask;
    }

    public static bool TryReset(CancellationTokenSource target)
    {
        Step.To(Access.Both, target, "resets", Cancellation.Name);
        if (!target.TryReset())
            return false;
        Cancellation.Of(target).Clear();
        return true;
    }

    public static CancellationTokenSource CreateLinkedTokenSource(CancellationToken token1, CancellationToken token2)
    {
        var linked = new CancellationTokenSource();
        Action<object?, CancellationToken> cancel = (_, _) => Cancel(linked);
        Cancellation.Of(linked).Links =
            [ControlledToken.UnsafeRegister(ref token1, cancel, null), ControlledToken.UnsafeRegister(ref token2, cancel, null)];
        return linked;
    }

    public static void Dispose(CancellationTokenSource target)
    {
        foreach (CancellationTokenRegistration link in Cancellation.Of(target).Links)
        {
            CancellationTokenRegistration registration = link;
            ControlledRegistration.Dispose(ref registration);
        }

        target.Dispose();
    }
}

/// <summary>Tokens of cancellation.</summary>
[Replaces(typeof(CancellationToken))]
public static class ControlledToken
{
    public static bool get_IsCancellationRequested(ref CancellationToken token)
    {
        if (Cancellation.SourceOf(ref token) is { } source)
            Step.To(Access.Read, source, "asks", Cancellation.Name);
        return token.IsCancellationRequested;
    }

    public static void ThrowIfCancellationRequested(ref CancellationToken token)
    {
        if (get_IsCancellationRequested(ref token))
            token.ThrowIfCancellationRequested();
    }

    public static CancellationTokenRegistration UnsafeRegister(ref CancellationToken token, Action<object?> callback, object? state) =>
        UnsafeRegister(ref token, (given, _) => callback(given), state);

    public static CancellationTokenRegistration UnsafeRegister(
        ref CancellationToken token, Action<object?, CancellationToken> callback, object? state)
    {
        if (Cancellation.SourceOf(ref token) is not { } source || !token.CanBeCanceled)
            return default;
        Step.To(Access.Both, source, "registers with", Cancellation.Name);
        CancellationToken given = token;
        if (!token.IsCancellationRequested)
            return Cancellation.Of(source).Add(() => callback(state, given));
        callback(state, given);
        return default;
    }
}

/// <summary>The end of a registration: afterwards the callback is not called, or has ended.</summary>
[Replaces(typeof(CancellationTokenRegistration))]
public static class ControlledRegistration
{
    public static void Dispose(ref CancellationTokenRegistration registration)
    {
        if (Callback.Of(registration) is { } callback)
            callback.Source.Remove(callback);
    }
}

/// <summary>
/// The <c>using</c> statement. What it ends may be a source of cancellation that is linked to others.
/// </summary>
[Replaces(typeof(IDisposable))]
public static class ControlledDisposable
{
    public static void Dispose(IDisposable target)
    {
        if (target is CancellationTokenSource source)
            ControlledTokenSource.Dispose(source);
        else
            target.Dispose();
    }
}

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
            Step.Until(() => callback.Caller is null, callback, "waits for", "callback");
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
        }
    }
}

/// <summary>One callback of a source.</summary>
internal sealed class Callback
{
    // A real registration of a source that is never cancelled: something that the callback can be found by.
    private static readonly ConditionalWeakTable<object, Callback> All = [];

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
    internal Actor? Caller { get; private set; }

    internal static Callback? Of(CancellationTokenRegistration registration) =>
        NodeOf(registration) is { } node && All.TryGetValue(node, out Callback? callback) ? callback : null;

    internal void Call()
    {
        Caller = Execution.Current is null ? null : Execution.Self;
        _action();
        Step.To(Access.Write, this, "ends", "callback");
        Caller = null;
    }

    private static object? NodeOf(CancellationTokenRegistration registration) => NodeField.GetValue(registration);

    private static readonly System.Reflection.FieldInfo NodeField = typeof(CancellationTokenRegistration).GetField(
        "_node", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!;
}
