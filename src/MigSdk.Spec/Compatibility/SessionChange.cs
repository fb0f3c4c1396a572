using System.Collections.Generic;

namespace MigSdk.Spec;

/// <summary>How what a transition does to sessions differs between two paths, over all sets of features.</summary>
/// <param name="IsAlways">Whether it differs for every driver.</param>
/// <param name="Extra">
/// Features, beyond those with which the transition is there, with which it differs; null if it never does.
/// </param>
/// <param name="Detail">The difference in words; empty if there is none.</param>
internal readonly record struct SessionChange(bool IsAlways, IndexSet? Extra, string Detail)
{
    /// <summary>Compares two lists of sets from each of which upward a session is opened.</summary>
    /// <remarks>
    /// A path that opens a session goes on doing so with more features. So if there is a set with which only one of
    /// two paths does, there is one among the sets of that path's own list; and if it is one of the two with every
    /// set, then it is one with no extra features, and the other not even with all.
    /// </remarks>
    public static SessionChange Between(List<IndexSet> before, List<IndexSet> after)
    {
        bool isAlways = (IsOpened(before, IndexSet.Empty) && after.Count == 0)
            || (IsOpened(after, IndexSet.Empty) && before.Count == 0);
        if (FindOnly(after, before) is IndexSet gained)
        {
            return new SessionChange(isAlways, gained, "opens a session, went on with the open one");
        }

        return FindOnly(before, after) is IndexSet lost
            ? new SessionChange(isAlways, lost, "goes on with the open session, opened one")
            : new SessionChange(IsAlways: false, Extra: null, Detail: "");
    }

    private static IndexSet? FindOnly(List<IndexSet> openings, List<IndexSet> others)
    {
        foreach (IndexSet features in openings)
        {
            if (!IsOpened(others, features))
            {
                return features;
            }
        }

        return null;
    }

    private static bool IsOpened(List<IndexSet> openings, IndexSet features) =>
        openings.Exists(opening => opening.IsSubsetOf(features));
}
