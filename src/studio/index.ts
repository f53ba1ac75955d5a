const input = document.createElement('input');
input.type='file'; input.id='f'; document.body.append(input);
(window as any).go = (workers: number) => new Promise((resolve) => {
  const t = performance.now(); const log: any[] = [];
  const w = new Worker(new URL('./film/film-worker.ts', import.meta.url), {type:'module'});
  let n=0;
  w.onmessage = ({data}) => { const at = Math.round(performance.now()-t);
    if (data.kind==='columns') { n+=data.columns.length; if (log.at(-1)?.kind!=='columns'||n%100<5) log.push({at,kind:'columns',n}); }
    else if (data.kind==='progress') { if (data.done===data.total) log.push({at,...data}); }
    else if (data.kind==='done') { (window as any).fp = data.fingerprint; log.push({at,kind:'done',warnings:data.warnings}); w.terminate(); resolve(log); }
    else if (data.kind==='failed') { log.push({at,...data}); resolve(log); }
    else if (data.kind==='surveyed') log.push({at, kind: data.kind, head:data.head, n:data.times.length});
  };
  w.postMessage({kind:'read', file: input.files![0], samples: 3600, workers});
});
