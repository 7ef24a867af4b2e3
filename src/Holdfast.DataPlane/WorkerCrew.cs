namespace Holdfast.DataPlane;

/// <summary>All workers of a gateway, to be told or asked something, each on its own thread. Control plane.</summary>
internal sealed class WorkerCrew(Worker[] workers)
{
    public int Count => workers.Length;

    public Worker[] All => workers;

    /// <summary>Does not wait for it.</summary>
    public void Post(Action<Worker> message) => Array.ForEach(workers, worker => worker.Post(message));

    /// <summary>Runs a question on every worker's thread and waits for the answers.</summary>
    public T[] Ask<T>(Func<Worker, T> question)
    {
        T[] answers = new T[workers.Length];
        using CountdownEvent answered = new(workers.Length);
        Post(owner =>
        {
            answers[owner.Index] = question(owner);
            answered.Signal();
        });
        answered.Wait();
        return answers;
    }
}
