using System;
using System.Collections.Generic;
using System.Linq;

namespace MigSdk.Spec;

/// <summary>Gives every state of a diagram an id of its own: its name where that will do, else a made-up one.</summary>
internal static class StateIds
{
    public static string[] Of(StateMachineSpec spec, Func<string, bool> isUsable)
    {
        HashSet<string> names = [.. spec.States.Select(state => state.Name)];
        HashSet<string> taken = [];
        string[] ids = new string[spec.States.Length];
        for (int state = 0; state < ids.Length; state++)
        {
            string name = spec.States[state].Name;
            ids[state] = isUsable(name) && taken.Add(name) ? name : MakeUp(state, names);
        }

        return ids;
    }

    private static string MakeUp(int state, HashSet<string> names)
    {
        string id = "state_" + PlainText.Number(state);
        while (names.Contains(id))
        {
            id += "_";
        }

        return id;
    }
}
