using System.Collections.Generic;

namespace MigSdk.Testing.Tests;

/// <summary>
/// All runs of a program that makes choices: each run goes another way, depth first, until there is none left. Choice 0 is the
/// ordinary one; of the others a run makes only so many.
/// </summary>
internal sealed class Choices(int maxFaults)
{
    private readonly List<(int Chosen, int Options)> _trail = [];
    private int _depth;
    private int _faults;

    internal int Runs { get; private set; }

    /// <summary>Begins the next run.</summary>
    /// <returns>False where all have been made.</returns>
    internal bool TryBegin()
    {
        _depth = 0;
        _faults = 0;
        if (Runs > 0)
        {
            while (_trail.Count > 0 && _trail[^1].Chosen + 1 >= _trail[^1].Options)
                _trail.RemoveAt(_trail.Count - 1);
            if (_trail.Count == 0)
                return false;
            (int chosen, int options) = _trail[^1];
            _trail[^1] = (chosen + 1, options);
        }

        Runs++;
        return true;
    }

    internal int Choose(int options)
    {
        if (_depth == _trail.Count)
            _trail.Add((0, _faults < maxFaults ? options : 1));
        int chosen = _trail[_depth++].Chosen;
        _faults += chosen == 0 ? 0 : 1;
        return chosen;
    }
}
