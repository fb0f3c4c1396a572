using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.CodeFixes;

/// <summary>New handlers of a driver: what they are, and beside which ones they stand.</summary>
/// <param name="driver">The driver.</param>
/// <param name="nameless">All arcs that a handler may be added for.</param>
/// <param name="home">The part of its class that says that it is a driver.</param>
/// <param name="finding">What asks for the handlers.</param>
internal sealed class HandlerStubs(
    DriverReading driver, ImmutableArray<RequiredArc> nameless, TypeDeclarationSyntax home, Finding finding)
{
    private readonly Dictionary<StatePair, string> _names = StubNames.Of(driver, nameless);

    /// <summary>Whether members can be added to a declaration as it is typed so far.</summary>
    public static bool CanHold(TypeDeclarationSyntax type) =>
        !type.Identifier.IsMissing && (IsWithoutBody(type) || (!type.OpenBraceToken.IsMissing && !type.CloseBraceToken.IsMissing));

    /// <summary>Adds handlers. One after the other would give the same.</summary>
    public void Add(SourceEdits edits, IEnumerable<RequiredArc> arcs)
    {
        List<Neighbour> row = Row();
        foreach (RequiredArc arc in arcs)
        {
            int place = PlaceOf(arc, row);
            row.Insert(place, new Neighbour(null, place == 0 ? home : row[place - 1].Part, [arc.From], arc));
        }

        MethodDeclarationSyntax? anchor = null;
        var group = ImmutableArray.CreateBuilder<RequiredArc>();
        foreach (Neighbour neighbour in row)
        {
            if (neighbour.Stub is { } stub)
            {
                group.Add(stub);
                continue;
            }

            Flush();
            anchor = neighbour.Method;
        }

        Flush();

        void Flush()
        {
            if (group.Count > 0)
                Add(edits, anchor, [.. group]);
            group.Clear();
        }
    }

    // The handlers that there are, in the order of the source.
    private List<Neighbour> Row()
    {
        var row = new List<Neighbour>();
        foreach (ArcHandlerReading handler in driver.ArcHandlers)
        {
            if (finding.Declaration(handler.Method) is { Parent: TypeDeclarationSyntax type } method && CanHold(type))
                row.Add(new Neighbour(method, type, [.. handler.Arcs.Select(use => use.From)], null));
        }

        return row;
    }

    // After the last handler that leaves the same state, else after the last one beside the driver's attribute, else after
    // the last one.
    private int PlaceOf(RequiredArc arc, List<Neighbour> row)
    {
        int kin = row.FindLastIndex(neighbour => neighbour.From.Contains(arc.From));
        if (kin < 0)
            kin = row.FindLastIndex(neighbour => neighbour.Part == home);
        return (kin < 0 ? row.Count - 1 : kin) + 1;
    }

    private void Add(SourceEdits edits, MethodDeclarationSyntax? anchor, ImmutableArray<RequiredArc> arcs)
    {
        TypeDeclarationSyntax type = anchor?.Parent as TypeDeclarationSyntax ?? home;
        SemanticModel model = finding.ModelOf(type);
        int position = IsWithoutBody(type) ? type.Identifier.SpanStart : type.OpenBraceToken.Span.End;
        var names = new Names(model, position);
        string indentation = Layout.IndentationInside(type);
        string newLine = Layout.NewLine(type);
        string[] members = [.. arcs.Select(arc => Stub(arc, names, indentation, newLine))];
        edits.Change(
            type,
            current => MemberInsertion.Insert(current, anchor is null ? null : current.GetCurrentNode(anchor), members, type),
            anchor is null ? [] : [anchor]);
    }

    private string Stub(RequiredArc arc, Names names, string indentation, string newLine)
    {
        string returns = ArcText.SessionType(driver, arc.Opens) is { } session ? names.Of(session) : "void";
        string name = _names[new StatePair(arc.From, arc.To)];
        string exception = names.OfSystem("System.NotImplementedException");
        return $"{indentation}[{ArcText.Attribute(driver, arc.From, arc.To, names)}]{newLine}"
            + $"{indentation}private {returns} {name}() => throw new {exception}();{newLine}";
    }

    private static bool IsWithoutBody(TypeDeclarationSyntax type) =>
        type.OpenBraceToken.IsKind(SyntaxKind.None) && type.SemicolonToken is { RawKind: not 0, IsMissing: false };

    private sealed record Neighbour(MethodDeclarationSyntax? Method, TypeDeclarationSyntax Part, int?[] From, RequiredArc? Stub);
}
