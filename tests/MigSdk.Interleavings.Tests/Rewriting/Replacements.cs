using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Mono.Cecil;

namespace MigSdk.Interleavings.Tests;

/// <summary>The methods that are replaced, and by which.</summary>
internal static class Replacements
{
    private static readonly ILookup<string, MethodInfo> ByTarget = Find();

    // What cannot be seen by another actor before the next operation, or is an operation together with one that is replaced.
    private static readonly HashSet<string> Harmless =
    [
        "System.Threading.Interlocked::MemoryBarrier",
        "System.Threading.Lock::.ctor",
        "System.Threading.SemaphoreSlim::.ctor",
        "System.Threading.CancellationToken::.ctor",
        "System.Threading.CancellationToken::get_None",
        "System.Threading.CancellationToken::get_CanBeCanceled",
        "System.Threading.CancellationTokenSource::.ctor",
        "System.Threading.CancellationTokenSource::get_Token",
        "System.Threading.AsyncLocal`1::.ctor",
        "System.Threading.AsyncLocal`1::get_Value",
        "System.Threading.AsyncLocal`1::set_Value",
        "System.Threading.Tasks.TaskCompletionSource::.ctor",
        "System.Threading.Tasks.TaskCompletionSource::get_Task",
        "System.Threading.Tasks.Task::get_CompletedTask",
        "System.Threading.Tasks.Task::get_Exception",
        "System.Threading.Tasks.Task::get_IsCompleted",
        "System.Threading.Tasks.Task::FromResult",
        "System.Threading.Tasks.Task::WhenAll",
        "System.Threading.Tasks.Task::Yield",
        "System.Threading.Tasks.Task::GetAwaiter",
        "System.Threading.Tasks.Task::ConfigureAwait",
        "System.Threading.Tasks.Task`1::GetAwaiter",
        "System.Threading.Tasks.Task`1::ConfigureAwait",
        "System.Threading.Tasks.ValueTask::.ctor",
        "System.Threading.Tasks.ValueTask::AsTask",
        "System.Threading.Tasks.ValueTask::get_IsCompletedSuccessfully",
        "System.Threading.Tasks.ValueTask::get_CompletedTask",
        "System.Threading.Tasks.ValueTask::FromException",
        "System.Threading.Tasks.ValueTask::GetAwaiter",
        "System.Threading.Tasks.ValueTask::ConfigureAwait",
        "System.Threading.Tasks.ValueTask`1::.ctor",
        "System.Threading.Tasks.ValueTask`1::AsTask",
        "System.Threading.Tasks.ValueTask`1::get_IsCompleted",
        "System.Threading.Tasks.ValueTask`1::GetAwaiter",
        "System.Threading.Tasks.ValueTask`1::ConfigureAwait",
    ];

    /// <summary>What is called in place of a method; null where it is called itself.</summary>
    /// <exception cref="NotSupportedException">It is a method of the framework's threading of which nothing is known.</exception>
    internal static MethodInfo? Of(MethodReference target, bool isAsync)
    {
        string name = NameOf(target);
        // After an await the task is complete.
        if (isAsync && target.Name == "GetResult")
            return null;
        MethodInfo[] candidates = [.. ByTarget[name].Where(method => Fits(method, target))];
        if (candidates.Length == 1)
            return candidates[0];
        if (candidates.Length > 1)
            throw new NotSupportedException($"{target} could be replaced by more than one method.");
        if (target.DeclaringType.Namespace is "System.Threading" or "System.Threading.Tasks" && !Harmless.Contains(name))
            throw new NotSupportedException($"{target} is not controlled.");
        return null;
    }

    /// <summary>Whether a method wants to know which field its first parameter refers to.</summary>
    internal static bool WantsOwner(MethodInfo method) => method.GetParameters().Any(parameter => parameter.Name == "owner");

    /// <summary>Whether a method wants to know which bits of its result are looked at.</summary>
    internal static bool WantsObserved(MethodInfo method) => method.GetParameters() is [.., { Name: "observed" }];

    private static ILookup<string, MethodInfo> Find() => (
        from type in typeof(Replacements).Assembly.GetTypes()
        from replaces in type.GetCustomAttributes<ReplacesAttribute>()
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
        select (Key: NameOf(replaces.Type) + "::" + method.Name, method))
        .ToLookup(pair => pair.Key, pair => pair.method);

    private static string NameOf(MethodReference target) => NameOf(target.DeclaringType) + "::" + target.Name;

    private static string NameOf(TypeReference type) =>
        type.DeclaringType is { } outer ? NameOf(outer) + "/" + type.Name : type.Namespace + "." + type.Name;

    private static string NameOf(Type type) =>
        type.DeclaringType is { } outer ? NameOf(outer) + "/" + type.Name : type.Namespace + "." + type.Name;

    private static bool Fits(MethodInfo method, MethodReference target)
    {
        ParameterInfo[] parameters = method.GetParameters();
        int receiver = target.HasThis ? 1 : 0;
        int count = parameters.Length - receiver - (WantsOwner(method) ? 2 : 0) - (WantsObserved(method) ? 1 : 0);
        if (count != target.Parameters.Count || (receiver == 1 && !IsLike(parameters[0].ParameterType, target.DeclaringType)))
            return false;
        return Enumerable.Range(0, count)
            .All(index => IsLike(parameters[index + receiver].ParameterType, target.Parameters[index].ParameterType));
    }

    // Type parameters fit each other; what is generic is told apart by its name.
    private static bool IsLike(Type one, TypeReference other)
    {
        if (other is IModifierType modified)
            return IsLike(one, modified.ElementType);
        if (one.IsByRef)
            one = one.GetElementType()!;
        if (other is ByReferenceType reference)
            return IsLike(one, reference.ElementType);
        if (one.IsGenericParameter || other.IsGenericParameter)
            return one.IsGenericParameter && other.IsGenericParameter;
        return NameOf(one) == NameOf(other);
    }
}
