using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MigSdk.Interleavings.Tests;

/// <summary>
/// Announces accesses to fields: those of words that are used by <c>Interlocked</c> and <c>Volatile</c> too, or are declared
/// volatile, are operations; all others are looked at for races.
/// </summary>
internal sealed class FieldAccesses
{
    private const string Interlocked = "System.Threading.Interlocked";
    private const string Volatile = "System.Threading.Volatile";

    private readonly ModuleDefinition _module;
    private readonly HashSet<string> _words;

    internal FieldAccesses(ModuleDefinition module, IReadOnlyList<TypeDefinition> types)
    {
        _module = module;
        _words = [.. types.SelectMany(type => type.Methods).Where(method => method.HasBody).SelectMany(WordsIn)];
    }

    internal static string NameOf(FieldReference field) => $"{field.DeclaringType.Name.Split('`')[0]}.{field.Name}";

    internal void Announce(MethodDefinition method, ILProcessor code, Instruction access, FieldReference field)
    {
        bool reads = access.OpCode.Code == Code.Ldfld;
        if ((!reads && access.OpCode.Code != Code.Stfld) || !IsShared(method, field))
            return;
        bool isVolatile = access.Previous?.OpCode.Code == Code.Volatile;
        bool isOperation = isVolatile || _words.Contains(NameOf(field));
        MethodReference announce = Rewriter.Import(_module, (reads, isOperation) switch
        {
            (true, true) => ((System.Action<object, string>)Fields.Reads).Method,
            (false, true) => ((System.Action<object, string>)Fields.Writes).Method,
            (true, false) => ((System.Action<object, string>)Fields.Looks).Method,
            (false, false) => ((System.Action<object, string>)Fields.Stores).Method,
        });
        Instruction first = isVolatile ? access.Previous! : access;
        if (reads)
        {
            Insert(code, first, announce, field);
            return;
        }

        var value = new VariableDefinition(TypeOf(field));
        method.Body.Variables.Add(value);
        code.InsertBefore(first, code.Create(OpCodes.Stloc, value));
        Insert(code, first, announce, field);
        code.InsertBefore(first, code.Create(OpCodes.Ldloc, value));
    }

    private static void Insert(ILProcessor code, Instruction before, MethodReference announce, FieldReference field)
    {
        code.InsertBefore(before, code.Create(OpCodes.Dup));
        code.InsertBefore(before, code.Create(OpCodes.Ldstr, NameOf(field)));
        code.InsertBefore(before, code.Create(OpCodes.Call, announce));
    }

    // What the compiler has made belongs to one call, and what is made in a constructor nobody else has yet.
    private static bool IsShared(MethodDefinition method, FieldReference field)
    {
        if (method.IsConstructor || field.Resolve() is not { IsStatic: false, IsInitOnly: false } definition)
            return false;
        TypeDefinition type = definition.DeclaringType;
        return !type.IsValueType && !type.CustomAttributes.Any(
            attribute => attribute.AttributeType.Name == nameof(CompilerGeneratedAttribute));
    }

    private static IEnumerable<string> WordsIn(MethodDefinition method)
    {
        Instruction? address = null;
        foreach (Instruction instruction in method.Body.Instructions)
        {
            if (instruction.OpCode.Code == Code.Ldflda)
                address = instruction;
            if (address is not null && instruction.Operand is MethodReference { DeclaringType.FullName: Interlocked or Volatile })
                yield return NameOf((FieldReference)address.Operand);
        }
    }

    // The field's type where the class is generic: the arguments are put in the place of its parameters.
    private static TypeReference TypeOf(FieldReference field)
    {
        TypeReference type = field.FieldType is IModifierType modified ? modified.ElementType : field.FieldType;
        return field.DeclaringType is GenericInstanceType instance ? Close(type, instance) : type;
    }

    private static TypeReference Close(TypeReference type, GenericInstanceType instance)
    {
        if (type is GenericParameter parameter)
            return instance.GenericArguments[parameter.Position];
        if (type is not GenericInstanceType generic)
            return type;
        var closed = new GenericInstanceType(generic.ElementType);
        foreach (TypeReference argument in generic.GenericArguments)
            closed.GenericArguments.Add(Close(argument, instance));
        return closed;
    }
}
