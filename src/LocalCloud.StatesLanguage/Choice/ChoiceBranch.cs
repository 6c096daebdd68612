namespace LocalCloud.StatesLanguage.Choice;

/// <summary>A rule of a Choice and the state that it leads to.</summary>
public sealed record ChoiceBranch(ChoiceRule Rule, string Next);
