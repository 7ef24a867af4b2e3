namespace Holdfast.Drills.Load;

/// <summary>Who uses a <see cref="LoadConnection"/>. Called on the loop's thread, perhaps still within the call that began the attempt.</summary>
internal interface IAttemptOwner
{
    /// <summary>The connection is idle when the end keeps it, and closed otherwise.</summary>
    void OnEnd(LoadConnection connection, in AttemptEnd end);

    /// <summary>An idle connection was closed by the other side; it is closed here too.</summary>
    void OnIdleClosed(LoadConnection connection);
}
