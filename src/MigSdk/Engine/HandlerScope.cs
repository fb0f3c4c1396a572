using System.Threading;

namespace MigSdk.Engine;

/// <summary>
/// Marks a flow of control as being inside an asynchronous handler of some driver, across its awaits. (For synchronous
/// handlers the gate's owning thread says the same without an allocation.)
/// </summary>
internal sealed class HandlerScope
{
    private static readonly AsyncLocal<HandlerScope?> Current = new();

    private readonly object _machine;
    private readonly HandlerScope? _outer;
    // A task that a handler has left behind inherits the scope; it is not inside the handler any more.
    private volatile bool _isOver;

    private HandlerScope(object machine, HandlerScope? outer)
    {
        _machine = machine;
        _outer = outer;
    }

    internal static HandlerScope Enter(object machine)
    {
        var scope = new HandlerScope(machine, Current.Value);
        Current.Value = scope;
        return scope;
    }

    internal static bool IsInside(object machine)
    {
        for (HandlerScope? scope = Current.Value; scope is not null; scope = scope._outer)
        {
            if (ReferenceEquals(scope._machine, machine) && !scope._isOver)
                return true;
        }

        return false;
    }

    internal void Exit()
    {
        _isOver = true;
        Current.Value = _outer;
    }
}
