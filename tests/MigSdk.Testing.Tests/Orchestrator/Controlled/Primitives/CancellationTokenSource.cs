using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>Carries out a cancellation where it is made, and not on the thread pool.</summary>
internal sealed class CancellationTokenSource : System.Threading.CancellationTokenSource
{
    private readonly CancellationTokenRegistration[] _links;

    public CancellationTokenSource()
        : this([])
    {
    }

    public CancellationTokenSource(TimeSpan delay, TimeProvider time)
        : base(delay, time) => _links = [];

    private CancellationTokenSource(CancellationToken[] tokens) => _links = Array.ConvertAll(
        tokens, token => token.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), this));

    public new Task CancelAsync()
    {
        Cancel();
        return Task.CompletedTask;
    }

    public static new CancellationTokenSource CreateLinkedTokenSource(CancellationToken token) => new([token]);

    public static new CancellationTokenSource CreateLinkedTokenSource(CancellationToken one, CancellationToken other) =>
        new([one, other]);

    protected override void Dispose(bool disposing)
    {
        foreach (CancellationTokenRegistration link in _links)
            link.Dispose();
        base.Dispose(disposing);
    }
}
