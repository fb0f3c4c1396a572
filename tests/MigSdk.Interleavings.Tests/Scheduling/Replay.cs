using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MigSdk.Interleavings.Tests;

/// <summary>Repeats one run from its text, and writes down what is done.</summary>
internal sealed class Replay(string schedule) : ISchedule
{
    private readonly Queue<string> _turns = new(Schedules.Read(schedule));
    private readonly List<string> _names = [];
    private readonly StringBuilder _log = new();
    private string? _last;
    private bool _mayChange;

    /// <summary>A line for each stretch of one actor: its name and its operations.</summary>
    internal string Log => _log.ToString();

    public bool WasCut { get; private set; }

    public int IndexOf(string actor)
    {
        if (!_names.Contains(actor))
            _names.Add(actor);
        return _names.IndexOf(actor);
    }

    // Where the text ends before the run does, the rest is as it comes.
    public Actor? Choose(IReadOnlyList<Actor> enabled)
    {
        Actor? chosen = _turns.TryDequeue(out string? name) ? enabled.FirstOrDefault(actor => actor.Name == name) : enabled[0];
        if (chosen is null)
        {
            _log.Append($"\n    {name} cannot go on here");
            WasCut = true;
            return null;
        }

        _log.Append(_last == chosen.Name ? "; " : $"\n    {chosen.Name}: ");
        _log.Append($"{chosen.Next.Verb} {chosen.Next.Name}".TrimEnd());
        _last = chosen.Name;
        _mayChange = chosen.Next.Writes;
        return chosen;
    }

    public void Complete(Footprint footprint)
    {
        if (_mayChange && footprint.Changes == 0)
            _log.Append(" in vain");
    }
}
