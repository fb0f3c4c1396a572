using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Xunit;

namespace MigSdk.Generators.Tests;

/// <summary>Nothing that keeps a compilation alive is in a model.</summary>
public sealed class ModelTests
{
    private static readonly Type[] Forbidden =
        [typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SyntaxReference), typeof(Location), typeof(Compilation), typeof(AttributeData), typeof(Delegate)];

    [Theory]
    [InlineData(Texts.FullDriver)]
    [InlineData(Texts.LampDriver)]
    public void No_symbol_syntax_or_compilation_can_be_reached(string driver)
    {
        GeneratorRun run = GeneratorRun.Of(driver, Texts.LampSpec).AssertClean();
        var path = new Stack<string>();
        int seen = 0;
        Walk(Assert.Single(run.Models), new HashSet<object>(ReferenceEqualityComparer.Instance), path, ref seen);

        // The walk has been through the spec, its states and arcs, and the handlers.
        Assert.InRange(seen, 50, 5000);
    }

    [Fact]
    public void The_walk_finds_what_is_hidden_in_a_field()
    {
        int seen = 0;
        object hidden = (1, new[] { new List<object> { GeneratorRun.Of(Texts.StopCopyDriver).Output } });
        Assert.ThrowsAny<Exception>(() =>
            Walk(hidden, new HashSet<object>(ReferenceEqualityComparer.Instance), new Stack<string>(), ref seen));
    }

    private static void Walk(object? value, HashSet<object> visited, Stack<string> path, ref int seen)
    {
        if (value is null or string or Type or Pointer || value.GetType().IsPrimitive)
            return;
        Type type = value.GetType();
        Assert.False(
            Forbidden.Any(forbidden => forbidden.IsAssignableFrom(type)),
            $"{type} is reached by {string.Join(" <- ", path)}");
        if (type.IsEnum || (!type.IsValueType && !visited.Add(value)))
            return;

        seen++;
        if (value is Array array)
        {
            foreach (object? item in (IEnumerable)array)
                Step(item, "[]", visited, path, ref seen);
            return;
        }

        for (Type? declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            foreach (FieldInfo field in declaring.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Step(field.GetValue(value), $"{declaring.Name}.{field.Name}", visited, path, ref seen);
            }
        }
    }

    private static void Step(object? value, string name, HashSet<object> visited, Stack<string> path, ref int seen)
    {
        path.Push(name);
        Walk(value, visited, path, ref seen);
        path.Pop();
    }
}
