using System;
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
