using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace MigSdk.CodeFixes;

/// <summary>
/// Edits of a solution's sources. All are thought out on the sources as they are, and then made one after the other, so
/// that several edits of one declaration add up.
/// </summary>
internal sealed class SourceEdits
{
    private readonly Dictionary<SyntaxTree, List<Edit>> _edits = [];

    /// <summary>Changes a node.</summary>
    /// <param name="node">The node as it is.</param>
    /// <param name="change">Makes the new node of the one that earlier edits have left.</param>
    /// <param name="inside">Nodes in it that <paramref name="change"/> looks for with <c>GetCurrentNode</c>.</param>
    public void Change<T>(T node, Func<T, SyntaxNode> change, params SyntaxNode[] inside)
        where T : SyntaxNode
    {
        if (!_edits.TryGetValue(node.SyntaxTree, out List<Edit>? edits))
            _edits.Add(node.SyntaxTree, edits = []);
        edits.Add(new Edit(node, current => change((T)current), inside));
    }

    /// <summary>Makes the edits.</summary>
    public async Task<Solution> ApplyAsync(Solution solution, CancellationToken cancel)
    {
        foreach (KeyValuePair<SyntaxTree, List<Edit>> file in _edits)
        {
            cancel.ThrowIfCancellationRequested();
            if (solution.GetDocumentId(file.Key) is { } id && solution.GetDocument(id) is not null)
            {
                SyntaxNode root = await file.Key.GetRootAsync(cancel).ConfigureAwait(false);
                solution = solution.WithDocumentSyntaxRoot(id, Apply(root, file.Value), PreservationMode.PreserveIdentity);
            }
        }

        return solution;
    }

    private static SyntaxNode Apply(SyntaxNode root, List<Edit> edits)
    {
        root = root.TrackNodes(edits.SelectMany(edit => edit.Inside.Append(edit.Node)).Distinct());
        foreach (Edit edit in edits)
        {
            // An earlier edit may have taken the node away.
            if (root.GetCurrentNode(edit.Node) is { } current)
                root = root.ReplaceNode(current, edit.Change(current));
        }

        return root;
    }

    private sealed record Edit(SyntaxNode Node, Func<SyntaxNode, SyntaxNode> Change, SyntaxNode[] Inside);
}
