using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.CodeFixes;

/// <summary>The one handler of a driver that could serve a missing arc too.</summary>
internal sealed class SharedHandler
{
    private readonly AttributeSyntax _last;
    private readonly string _attribute;

    private SharedHandler(string name, AttributeSyntax last, string attribute)
    {
        Name = name;
        _last = last;
        _attribute = attribute;
    }

    /// <summary>The handler's name.</summary>
    public string Name { get; }

    /// <summary>Finds it.</summary>
    /// <returns>The handler; null where none or more than one keeps the session law at this arc.</returns>
    public static SharedHandler? TryFind(DriverReading driver, RequiredArc arc, Finding finding)
    {
        ArcHandlerReading[] able = [.. driver.ArcHandlers.Where(handler =>
            handler.Signature.IsUsable
            && SessionLaw.ProblemOf(driver, handler.Signature, new StatePair(arc.From, arc.To)) is null)];
        if (able.Length != 1
            || able[0].Arcs.Last().Attribute.ApplicationSyntaxReference?.GetSyntax(finding.Cancel) is not AttributeSyntax last
            || last.Parent is not AttributeListSyntax)
        {
            return null;
        }

        var names = new Names(finding.ModelOf(last), last.SpanStart);
        return new SharedHandler(able[0].Method.Name, last, ArcText.Attribute(driver, arc.From, arc.To, names));
    }

    /// <summary>Adds the arc's attribute after the last one that the handler has.</summary>
    public void Add(SourceEdits edits) => edits.Change((AttributeListSyntax)_last.Parent!, list =>
    {
        if (SyntaxFactory.ParseMemberDeclaration($"[{_attribute}] void M();") is not { } parsed)
            return list;
        SeparatedSyntaxList<AttributeSyntax> attributes = list.Attributes;
        AttributeSyntax previous = attributes[attributes.Count - 1];
        AttributeSyntax added = parsed.AttributeLists[0].Attributes[0].WithTrailingTrivia(previous.GetTrailingTrivia());
        return list.WithAttributes(SyntaxFactory.SeparatedList(
            [.. attributes.Replace(previous, previous.WithoutTrailingTrivia()), added],
            [.. attributes.GetSeparators(), SyntaxFactory.Token(default, SyntaxKind.CommaToken, [SyntaxFactory.Space])]));
    });
}
