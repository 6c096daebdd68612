namespace LocalCloud.Policies;

/// <summary>IAM's checks of a document in its order: the first stage with a problem is the one that it reports.</summary>
internal enum PolicyStage
{
    Syntax,
    Version,
    Legacy,
    Ids,
    Principals,
    Actions,
    Resources,
    ResourceFormat,
    ActionFormat,
}
