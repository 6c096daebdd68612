using LocalCloud.Api;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Parsing;
using LocalCloud.StepFunctions.Integrations;

namespace LocalCloud.StepFunctions;

/// <summary>Definitions as this service accepts them: valid, and calling nothing that it cannot call.</summary>
internal static class MachineDefinitions
{
    public static ParseResult Parse(string definition) => DefinitionParser.Parse(definition, IntegrationCatalog.Problem);

    public static StateMachineDefinition Require(string definition) => Parse(definition) switch
    {
        ParseResult.Valid valid => valid.Definition,
        ParseResult.Invalid invalid => throw Refusal(invalid.Problems),
        var other => throw new InvalidOperationException(other.ToString()),
    };

    private static AwsException Refusal(IReadOnlyList<Problem> problems) =>
        StatesErrors.Bad("InvalidDefinition", $"Invalid State Machine Definition: '{string.Join(", ", problems)}'");
}
