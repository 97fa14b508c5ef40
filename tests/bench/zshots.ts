import { launchChromium } from '../support/chromium.ts';
const origin='http://127.0.0.1:4913';
const browser=await launchChromium();
const shots: [string,string,number,number,boolean?][]=JSON.parse(process.argv[2]!);
for (const [name,path,w,h,full] of shots){
  const c=await browser.newContext({viewport:{width:w,height:h},reducedMotion:'reduce',timezoneId:'Asia/Shanghai'});
  const p=await c.newPage(); const errs:string[]=[]; p.on('pageerror',e=>errs.push(String(e))); p.on('console',m=>{if(m.type()==='error'||m.type()==='warning')errs.push(m.text())});
  await p.goto(origin+path,{waitUntil:'load',timeout:60000}); await p.waitForTimeout(2500);
  const over=await p.evaluate(()=>document.documentElement.scrollWidth-document.documentElement.clientWidth);
  await p.screenshot({path:`/tmp/shots/${name}.png`,fullPage:full??false}); console.log(name,'overflow',over,errs.join('|')); await c.close();
}
await browser.close();
