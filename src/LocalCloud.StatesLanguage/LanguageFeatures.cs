using LocalCloud.StatesLanguage.Choice;
using LocalCloud.StatesLanguage.Parsing;

namespace LocalCloud.StatesLanguage;

/// <summary>What definitions may use: everything else is a located problem when they are parsed.</summary>
public static class LanguageFeatures
{
    public static IEnumerable<string> States => StateParser.Types;

    public static IEnumerable<string> IntrinsicFunctions => Intrinsics.IntrinsicFunctions.All.Keys;

    /// <summary>With their twins that compare with a path, and the connectives.</summary>
    public static IEnumerable<string> ComparisonOperators => [.. ChoiceParser.Operators, "And", "Or", "Not"];
}
