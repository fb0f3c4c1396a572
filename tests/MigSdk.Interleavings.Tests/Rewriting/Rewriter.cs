using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace MigSdk.Interleavings.Tests;

/// <summary>
/// Gives compiled code to the scheduler: calls of the framework's threading become calls of what is in <c>Primitives</c>.
/// Nothing else of the code is changed.
/// </summary>
internal sealed class Rewriter
{
    private readonly ModuleDefinition _module;
    private readonly FieldAccesses? _fields;

    private Rewriter(ModuleDefinition module, FieldAccesses? fields)
    {
        _module = module;
        _fields = fields;
    }

    /// <summary>Rewrites the types of an assembly that are chosen.</summary>
    /// <param name="image">The assembly.</param>
    /// <param name="isChosen">Chooses types by their full names.</param>
    /// <param name="withFields">Whether accesses to fields are announced as well.</param>
    internal static byte[] Rewrite(byte[] image, Func<string, bool> isChosen, bool withFields)
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(Rewriter).Assembly.Location));
        using var module = ModuleDefinition.ReadModule(new MemoryStream(image), new ReaderParameters { AssemblyResolver = resolver });
        TypeDefinition[] types = [.. module.GetTypes().Where(type => isChosen(type.FullName))];
        var rewriter = new Rewriter(module, withFields ? new FieldAccesses(module, types) : null);
        foreach (MethodDefinition method in types.SelectMany(type => type.Methods).Where(method => method.HasBody))
            rewriter.Rewrite(method);
        using var rewritten = new MemoryStream();
        module.Write(rewritten);
        return rewritten.ToArray();
    }

    private void Rewrite(MethodDefinition method)
    {
        method.Body.SimplifyMacros();
        ILProcessor code = method.Body.GetILProcessor();
        bool isAsync = method.Name == "MoveNext";
        foreach (Instruction instruction in method.Body.Instructions.ToArray())
        {
            if (instruction.Operand is MethodReference target && instruction.OpCode.Code != Code.Ldtoken)
                Replace(method, code, instruction, target, isAsync);
            else if (instruction.Operand is FieldReference field)
                _fields?.Announce(method, code, instruction, field);
        }

        method.Body.OptimizeMacros();
    }

    private void Replace(MethodDefinition method, ILProcessor code, Instruction call, MethodReference target, bool isAsync)
    {
        // A using statement on a struct disposes it by a call on its type parameter, so to say.
        Instruction? constraint = call.Previous?.OpCode.Code == Code.Constrained ? call.Previous : null;
        if (constraint?.Operand is TypeReference constrained)
            target = new MethodReference(target.Name, target.ReturnType, constrained) { HasThis = true };
        if (Replacements.Of(target, isAsync) is not { } replacement)
            return;
        if (call.OpCode.Code is not (Code.Call or Code.Callvirt))
            throw new NotSupportedException($"{target} is not called, in {method}.");
        if (constraint is not null)
        {
            constraint.OpCode = OpCodes.Nop;
            constraint.Operand = null;
        }

        ulong observed = Observations.Of(call);
        if (Replacements.WantsOwner(replacement))
            PushField(method, code, call);
        if (Replacements.WantsObserved(replacement))
            code.InsertBefore(call, code.Create(OpCodes.Ldc_I8, (long)observed));
        call.OpCode = OpCodes.Call;
        call.Operand = Instantiate(replacement, target);
    }

    private MethodReference Instantiate(MethodInfo replacement, MethodReference target)
    {
        MethodReference method = Import(_module, replacement);
        if (!replacement.IsGenericMethodDefinition)
            return method;
        var instance = new GenericInstanceMethod(method);
        foreach (TypeReference argument in (target.DeclaringType as GenericInstanceType)?.GenericArguments ?? [])
            instance.GenericArguments.Add(argument);
        foreach (TypeReference argument in (target as GenericInstanceMethod)?.GenericArguments ?? [])
            instance.GenericArguments.Add(argument);
        return instance;
    }

    internal static MethodReference Import(ModuleDefinition module, MethodInfo method) =>
        module.Assembly.Name.Name == method.Module.Assembly.GetName().Name
            ? (MethodReference)module.LookupToken(method.MetadataToken)
            : module.ImportReference(method);

    // The reference that is an argument of the call was made by the last load of a field's address before it.
    private static void PushField(MethodDefinition method, ILProcessor code, Instruction call)
    {
        Instruction? load = call.Previous;
        while (load is not null && load.OpCode.Code is not (Code.Ldflda or Code.Ldsflda))
            load = load.Previous;
        if (load?.Operand is not FieldReference field)
            throw new NotSupportedException($"{call.Operand} in {method} works on something that is no field.");
        bool isOwn = load.Previous?.OpCode.Code == Code.Ldarg && load.Previous.Operand == method.Body.ThisParameter
            && !method.DeclaringType.IsValueType;
        code.InsertBefore(call, isOwn ? code.Create(OpCodes.Ldarg, method.Body.ThisParameter) : code.Create(OpCodes.Ldnull));
        code.InsertBefore(call, code.Create(OpCodes.Ldstr, FieldAccesses.NameOf(field)));
    }
}
