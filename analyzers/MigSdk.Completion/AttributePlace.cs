using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigSdk.Completion;

/// <summary>A place in a handler's attribute where a state or a session group is written.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Kind">Which one it is.</param>
/// <param name="Slot">0 for the first parameter, 1 for the second.</param>
/// <param name="Parameter">The parameter's name, where it stands before the argument.</param>
/// <param name="Other">What stands for the other parameter; null where nothing does.</param>
/// <param name="Qualifier">The type, where it and a dot are written already.</param>
internal sealed record AttributePlace(
    AttributeSyntax Attribute, HandlerAttribute Kind, int Slot, string? Parameter, ExpressionSyntax? Other, ExpressionSyntax? Qualifier)
{
    /// <summary>Whether there is room for both states of an arc at once.</summary>
    internal bool TakesPair =>
        Kind == HandlerAttribute.Arc && Slot == 0 && Parameter is null && Attribute.ArgumentList!.Arguments.Count < 2;

    /// <summary>The class that the attribute's method is or will be a member of: it need not be typed yet.</summary>
    internal TypeDeclarationSyntax? Type =>
        Attribute.Parent is AttributeListSyntax { Parent: MemberDeclarationSyntax member }
            ? member.Parent as TypeDeclarationSyntax
            : null;

    /// <summary>The place where a word begins, or would begin.</summary>
    internal static AttributePlace? Find(SyntaxNode root, int position)
    {
        if (position > root.FullSpan.End || IsInComment(root, position))
            return null;
        SyntaxToken left = root.FindToken(position);
        if (left.SpanStart >= position)
            left = left.GetPreviousToken();

        return left.Parent switch
        {
            AttributeArgumentListSyntax list when left.IsKind(SyntaxKind.OpenParenToken) => Read(list, 0, null),
            AttributeArgumentListSyntax list when left.IsKind(SyntaxKind.CommaToken) =>
                Read(list, list.Arguments.GetSeparators().Count(comma => comma.SpanStart <= left.SpanStart), null),
            NameColonSyntax { Parent: AttributeArgumentSyntax argument } => Read(argument, null),
            MemberAccessExpressionSyntax { Parent: AttributeArgumentSyntax argument } access when access.OperatorToken == left =>
                Read(argument, access.Expression),
            _ => null,
        };
    }

    private static bool IsInComment(SyntaxNode root, int position) =>
        position > 0
        && root.FindTrivia(position - 1) is var trivia
        && !trivia.IsKind(SyntaxKind.None)
        && !trivia.IsKind(SyntaxKind.WhitespaceTrivia)
        && !trivia.IsKind(SyntaxKind.EndOfLineTrivia);

    private static AttributePlace? Read(AttributeArgumentSyntax argument, ExpressionSyntax? qualifier) =>
        argument.Parent is AttributeArgumentListSyntax list ? Read(list, list.Arguments.IndexOf(argument), qualifier) : null;

    private static AttributePlace? Read(AttributeArgumentListSyntax list, int index, ExpressionSyntax? qualifier)
    {
        if (list.Parent is not AttributeSyntax attribute || KindOf(attribute.Name) is not { } kind)
            return null;
        AttributeArgumentSyntax? argument = index < list.Arguments.Count ? list.Arguments[index] : null;
        int slot = SlotOf(argument, index);
        if (slot > (kind == HandlerAttribute.Arc ? 1 : 0))
            return null;

        ExpressionSyntax? other = list.Arguments
            .Where((candidate, i) => candidate != argument && SlotOf(candidate, i) != slot)
            .Select(candidate => candidate.Expression)
            .FirstOrDefault(expression => !expression.IsMissing);
        return new AttributePlace(attribute, kind, slot, argument?.NameColon?.Name.Identifier.ValueText, other, qualifier);
    }

    private static int SlotOf(AttributeArgumentSyntax? argument, int index) => argument?.NameColon?.Name.Identifier.ValueText switch
    {
        null => index,
        "to" => 1,
        _ => 0,
    };

    private static HandlerAttribute? KindOf(NameSyntax name) => name switch
    {
        SimpleNameSyntax simple => HandlerAttributes.Named(simple.Identifier.ValueText),
        QualifiedNameSyntax qualified => KindOf(qualified.Right),
        AliasQualifiedNameSyntax aliased => KindOf(aliased.Name),
        _ => null,
    };
}
