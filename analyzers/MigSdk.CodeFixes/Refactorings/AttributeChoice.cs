using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigSdk.CodeFixes;

/// <summary>Takes attributes from a method.</summary>
internal static class AttributeChoice
{
    /// <summary>The method with some of its attributes, which stand where they stood.</summary>
    internal static MethodDeclarationSyntax Keep(this MethodDeclarationSyntax method, Func<AttributeSyntax, bool> isKept)
    {
        List<AttributeListSyntax> lists = [];
        foreach (AttributeListSyntax list in method.AttributeLists)
        {
            AttributeSyntax[] kept = [.. list.Attributes.Where(isKept)];
            if (kept.Length == list.Attributes.Count)
                lists.Add(list);
            else if (kept.Length > 0)
                lists.Add(list.WithAttributes(Row(kept)));
        }

        // What stands above the first list goes on to what is the first now.
        return method.WithAttributeLists([.. lists]).WithLeadingTrivia(method.GetLeadingTrivia());
    }

    /// <summary>Attributes with a comma and a space between two.</summary>
    internal static SeparatedSyntaxList<AttributeSyntax> Row(IEnumerable<AttributeSyntax> attributes)
    {
        AttributeSyntax[] all = [.. attributes.Select(attribute => attribute.WithoutTrivia())];
        SyntaxToken comma = SyntaxFactory.Token(default, SyntaxKind.CommaToken, [SyntaxFactory.Space]);
        return SyntaxFactory.SeparatedList(all, Enumerable.Repeat(comma, all.Length - 1));
    }
}
