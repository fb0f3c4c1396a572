using System;
using System.Collections.Generic;
using System.Linq;

namespace MigSdk.Spec.Tests;

/// <summary>Specs in one line, for tests that care for the arcs only.</summary>
internal static class Make
{
    /// <summary>
    /// A builder with the arcs of a text like <c>A-B B-C C=A</c>: <c>-</c> is one arc, <c>=</c> one in either
    /// direction. States get their indexes and values as they appear; the first is the initial one.
    /// </summary>
    /// <param name="arcs">The arcs.</param>
    /// <param name="sessions">States of a session group each, as <c>S:Saving R:Resuming</c>.</param>
    /// <param name="optional">Optional states, separated by blanks.</param>
    public static StateMachineSpecBuilder Builder(string arcs, string sessions = "", string optional = "")
    {
        StateMachineSpecBuilder builder = new("Test");
        var groups = Words(sessions).Select(word => word.Split(':')).ToDictionary(pair => pair[0], pair => pair[1]);
        string[] states = [.. Words(arcs).SelectMany(word => word.Split('-', '=')).Distinct()];
        for (int index = 0; index < states.Length; index++)
        {
            string? group = groups.GetValueOrDefault(states[index]);
            builder = Words(optional).Contains(states[index])
                ? builder.OptionalState(states[index], index, group)
                : builder.State(states[index], index, group: group);
        }

        foreach (string word in Words(arcs))
        {
            string[] ends = word.Split('-', '=');
            AddArc(builder, ends[0], ends[^1], groups);
            if (word.Contains('='))
            {
                AddArc(builder, ends[^1], ends[0], groups);
            }
        }

        return builder;
    }

    public static StateMachineSpec Spec(string arcs, string sessions = "", string optional = "") =>
        Builder(arcs, sessions, optional).Build();

    public static SpecPlan Plan(string arcs, string sessions = "", string optional = "") =>
        Planner.Plan(Spec(arcs, sessions, optional));

    /// <summary>The path with its start, by names: <c>A B C</c>; empty where there is none.</summary>
    public static string Path(this SpecPlan plan, string from, string to)
    {
        StateMachineSpec spec = plan.Spec;
        int start = spec.Index(from), target = spec.Index(to);
        return plan.HasPath(start, target) ? spec.Names([start, .. plan.GetPath(start, target)]) : "";
    }

    /// <summary>The same for a driver.</summary>
    public static string Path(this DriverPlan plan, string from, string to)
    {
        StateMachineSpec spec = plan.Spec;
        int start = spec.Index(from), target = spec.Index(to);
        return plan.IsSupported(start, target) ? spec.Names([start, .. plan.GetPath(start, target)]) : "";
    }

    public static int Index(this StateMachineSpec spec, string state) =>
        spec.States.IndexOf(spec.States.Single(s => s.Name == state));

    public static string Names(this StateMachineSpec spec, IEnumerable<int> states) =>
        string.Join(" ", states.Select(state => spec.States[state].Name));

    private static void AddArc(
        StateMachineSpecBuilder builder,
        string from,
        string to,
        Dictionary<string, string> groups)
    {
        string? entered = groups.GetValueOrDefault(to);
        builder.Arc(from, to, opens: entered == groups.GetValueOrDefault(from) ? null : entered);
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
