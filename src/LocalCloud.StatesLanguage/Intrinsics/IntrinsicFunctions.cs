using System.Text.Json.Nodes;

namespace LocalCloud.StatesLanguage.Intrinsics;

/// <summary>Every intrinsic function of the language, by name.</summary>
internal static class IntrinsicFunctions
{
    public static IReadOnlyDictionary<string, IntrinsicFunction> All { get; } = new Dictionary<string, IntrinsicFunction>
    {
        ["States.Format"] = new(1, int.MaxValue, TextFunctions.Format),
        ["States.StringToJson"] = new(1, 1, TextFunctions.StringToJson),
        ["States.JsonToString"] = new(1, 1, TextFunctions.JsonToString),
        ["States.StringSplit"] = new(2, 2, TextFunctions.StringSplit),
        ["States.Base64Encode"] = new(1, 1, TextFunctions.Base64Encode),
        ["States.Base64Decode"] = new(1, 1, TextFunctions.Base64Decode),
        ["States.Hash"] = new(2, 2, TextFunctions.Hash),
        ["States.UUID"] = new(0, 0, TextFunctions.Uuid),
        ["States.Array"] = new(0, int.MaxValue, ArrayFunctions.Array),
        ["States.ArrayPartition"] = new(2, 2, ArrayFunctions.Partition),
        ["States.ArrayContains"] = new(2, 2, ArrayFunctions.Contains),
        ["States.ArrayRange"] = new(3, 3, ArrayFunctions.Range),
        ["States.ArrayGetItem"] = new(2, 2, ArrayFunctions.GetItem),
        ["States.ArrayLength"] = new(1, 1, call => JsonValue.Create(call.Array(0).Count)),
        ["States.ArrayUnique"] = new(1, 1, ArrayFunctions.Unique),
        ["States.JsonMerge"] = new(3, 3, ArrayFunctions.JsonMerge),
        ["States.MathRandom"] = new(2, 3, MathFunctions.Random),
        ["States.MathAdd"] = new(2, 2, MathFunctions.Add),
    };
}
